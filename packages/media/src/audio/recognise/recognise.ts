import type { Hints } from '../../kind.ts';
import { CONTAINER_TYPES, SOUND_TYPES } from '../formats.ts';
import { isoTracks } from './iso-media.ts';
import { matroskaTracks } from './matroska.ts';
import { recogniseByOwnRules } from './own.ts';

const { isoMedia, matroska } = CONTAINER_TYPES;

/**
 * Recognises audio by its type, or by the tracks of its container. A container with a video track is
 * refused. If the tracks come later in the file, it is accepted, and the processor decides.
 */
export function recognise(firstBytes: Uint8Array, { detected = '' }: Hints): string | undefined {
  const soundType = SOUND_TYPES[detected];
  if (soundType !== undefined) return soundType;
  if (isoMedia.includes(detected)) {
    const tracks = isoTracks(firstBytes);
    // Audiobooks have pictures of their chapters in a video track: the processor tells them apart.
    const isFilm = tracks.includes('vide') && !tracks.includes('chap');
    return isFilm ? undefined : 'audio/mp4';
  }
  if (matroska.includes(detected)) {
    return matroskaTracks(firstBytes).includes('V') ? undefined : 'audio/webm';
  }
  return detected === '' ? recogniseByOwnRules(firstBytes) : undefined;
}
