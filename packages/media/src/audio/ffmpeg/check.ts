import { AV_LOG_FATAL } from 'node-av/constants';
import { FFmpegError, Log } from 'node-av/lib';
import { MediaError } from '../../failures.ts';

// FFmpeg can log megabytes about a hostile file.
Log.setLevel(AV_LOG_FATAL);

/**
 * Checks the return code of an FFmpeg call that depends on the file.
 *
 * @throws MediaError `corrupt` if it is negative
 */
export function orCorrupt(code: number, detail: string): number {
  if (code < 0) throw new MediaError('corrupt', { detail, cause: FFmpegError.fromCode(code) });
  return code;
}

/**
 * Checks the return code of an FFmpeg call that does not depend on the file.
 *
 * @throws FFmpegError if it is negative
 */
export function orFault(code: number, operation: string): number {
  FFmpegError.throwIfError(code, operation);
  return code;
}
