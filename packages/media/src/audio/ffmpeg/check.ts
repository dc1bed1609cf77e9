import { FFmpegError } from 'node-av/lib';
import { MediaError } from '../../failures.ts';

/**
 * Takes FFmpeg's answer to a question about the file.
 *
 * @throws MediaError `corrupt` where it is negative.
 */
export function orCorrupt(code: number, detail: string): number {
  if (code < 0) throw new MediaError('corrupt', { detail, cause: FFmpegError.fromCode(code) });
  return code;
}

/**
 * Takes FFmpeg's answer to what does not depend on the file: a fault here is ours or the disk's.
 *
 * @throws FFmpegError where it is negative.
 */
export function orFault(code: number, operation: string): number {
  FFmpegError.throwIfError(code, operation);
  return code;
}
