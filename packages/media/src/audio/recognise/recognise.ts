import type { Hints } from '../../kind.ts';
import { CONTAINER_TYPES, SOUND_TYPES } from '../formats.ts';
import { isoTracks } from './iso-media.ts';
import { matroskaTracks } from './matroska.ts';

const { isoMedia, matroska } = CONTAINER_TYPES;

/**
 * Recognises audio by its type, or by the tracks of its container. A container with a video track is
 * refused. If the tracks come later in the file, it is accepted, and the processor decides.
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

/**
 * Recognises RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), the WAV variants over 4 GiB that `file-type`
 * does not detect.
 */
function isLargeWave(firstBytes: Uint8Array): boolean {
  const words = Buffer.from(firstBytes.subarray(0, 12)).toString('latin1');
  return /^(RF64|BW64)....WAVE$/s.test(words);
}
