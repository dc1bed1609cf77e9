import type { Hints } from '../../kind.ts';
import { CONTAINER_TYPES, SOUND_TYPES } from '../formats.ts';
import { isoTracks } from './iso-media.ts';
import { matroskaTracks } from './matroska.ts';

const { isoMedia, matroska } = CONTAINER_TYPES;

/**
 * What is sound by its type, and what may be by its tracks: a container with a video track is none of
 * ours. Where the tracks come only later, the file is taken, and the processor decides.
 */
export function recognise(firstBytes: Uint8Array, { detected = '' }: Hints): string | undefined {
  if (SOUND_TYPES.includes(detected)) return detected;
  if (isLargeWave(firstBytes)) return 'audio/wav';
  if (isoMedia.includes(detected)) {
    return isoTracks(firstBytes).includes('vide') ? undefined : 'audio/mp4';
  }
  if (matroska.includes(detected)) {
    return matroskaTracks(firstBytes).includes('V') ? undefined : 'audio/webm';
  }
  return undefined;
}

/** EBU Tech 3306 and ITU-R BS.2088: what a WAV of more than 4 GiB is called; `file-type` knows neither. */
function isLargeWave(firstBytes: Uint8Array): boolean {
  const words = Buffer.from(firstBytes.subarray(0, 12)).toString('latin1');
  return /^(RF64|BW64)....WAVE$/s.test(words);
}
