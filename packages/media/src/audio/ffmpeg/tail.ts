import type { Packet } from 'node-av/lib';
import { isFrameSequence } from '../formats.ts';
import { limits } from '../limits.ts';
import { endOfAudio } from './end-of-audio.ts';
import type { Input } from './input.ts';

/**
 * Tells damaged frames from data after the last frame, such as padding and tags, which demuxers of files
 * without an index return as packets.
 */
export function watchTail({ container, path }: Input) {
  const canHaveTail = isFrameSequence(container.iformat?.name ?? '');
  const end = canHaveTail ? endOfAudio(path) : Number.POSITIVE_INFINITY;
  /** The undecodable data after the last decodable frame. */
  let tail: { packets: number; bytes: number; readonly isFrame: boolean } | undefined;
  return {
    /** Whether a packet is a part of the tags at the end of the file. */
    isTag: ({ pos }: Packet): boolean => Number(pos) >= end,
    /** @param packet one that could not be decoded */
    add({ data }: Packet): void {
      if (!canHaveTail || !data) return;
      tail ??= { packets: 0, bytes: 0, isFrame: beginsFrame(data) };
      tail.packets += 1;
      tail.bytes += data.length;
    },
    /** A frame was decoded, so that the bytes before it are in the middle of the recording. */
    forget(): void {
      tail = undefined;
    },
    /** Returns the number of undecodable packets that are padding. */
    padding(): number {
      if (!tail || tail.isFrame || tail.bytes > limits.maxPaddingBytes) return 0;
      return tail.packets;
    },
  };
}

/** Whether bytes begin with the sync word of MPEG audio and ADTS, or with that of AC-3. */
function beginsFrame(data: Buffer): boolean {
  if (data.length < 4) return false;
  const word = data.readUInt16BE(0);
  return word >>> 5 === 0x7ff || word === 0x0b77;
}
