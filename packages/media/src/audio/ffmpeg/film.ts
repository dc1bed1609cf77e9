import {
  AV_CODEC_ID_BMP,
  AV_CODEC_ID_MJPEG,
  AV_CODEC_ID_PNG,
  AV_DISPOSITION_ATTACHED_PIC,
  AV_DISPOSITION_STILL_IMAGE,
  AV_DISPOSITION_TIMED_THUMBNAILS,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import type { Stream } from 'node-av/lib';
import { limits } from '../limits.ts';

const PICTURE =
  AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_STILL_IMAGE | AV_DISPOSITION_TIMED_THUMBNAILS;

/** Codecs of single pictures. A track of them is a film only if its pictures change quickly. */
const STILL_CODECS: readonly number[] = [AV_CODEC_ID_MJPEG, AV_CODEC_ID_PNG, AV_CODEC_ID_BMP];

/** Whether a stream is a film, neither a cover nor the pictures of an audiobook's chapters. */
export function isFilm({ codecpar, disposition, nbFrames, duration, timeBase }: Stream): boolean {
  if (codecpar.codecType !== AVMEDIA_TYPE_VIDEO || (disposition & PICTURE) !== 0) return false;
  if (!STILL_CODECS.includes(codecpar.codecId)) return true;
  if (nbFrames === 1n) return false;
  const seconds = (Number(duration) * timeBase.num) / timeBase.den;
  // Containers without an index do not state the number of frames.
  return nbFrames <= 0n || !(Number(nbFrames) <= limits.maxStillsPerSecond * seconds);
}
