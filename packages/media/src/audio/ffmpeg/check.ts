import { AV_LOG_FATAL } from 'node-av/constants';
import { FFmpegError, Log } from 'node-av/lib';
import { MediaError } from '../../failures.ts';

// FFmpeg can print megabytes about a hostile file, none of which help the person who uploaded it.
Log.setLevel(AV_LOG_FATAL);

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
