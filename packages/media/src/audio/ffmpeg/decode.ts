import { setImmediate as lookUp } from 'node:timers/promises';
import { AVERROR_EOF } from 'node-av/constants';
import { avGetCodecName, Frame, Packet } from 'node-av/lib';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import type { Input } from './input.ts';

/** After so many packets the process looks up: its host may be gone. */
const PACKETS_AT_A_TIME = 512;

/** What a decode came upon. */
export interface Decoded {
  /** Some packets could not be decoded, or reading them ended by a fault. */
  readonly isDamaged: boolean;
  /** As FFmpeg names it. */
  readonly codec: string;
  /** The size of all packets of sound. */
  readonly soundBytes: number;
}

/**
 * Decodes all sound and hands it on, frame by frame; a frame is good until `take` returns. Damaged
 * packets are left out, as every player does: a recording is worth more than its worst second.
 *
 * @throws MediaError `corrupt` where nothing, or less than half of it, can be decoded.
 */
export async function decode(
  { container, stream, decoder }: Input,
  take: (frame: Frame) => void,
): Promise<Decoded> {
  const packet = new Packet();
  const frame = new Frame();
  packet.alloc();
  frame.alloc();
  let packets = 0;
  let damaged = 0;
  let frames = 0;
  let soundBytes = 0;
  const receive = () => {
    while (decoder.receiveFrameSync(frame) >= 0) {
      frames += 1;
      take(frame);
      frame.unref();
    }
  };
  try {
    let read = container.readFrameSync(packet);
    for (; read >= 0; read = container.readFrameSync(packet)) {
      if (packet.streamIndex === stream.index) {
        packets += 1;
        soundBytes += packet.size;
        if (decoder.sendPacketSync(packet) < 0) damaged += 1;
        receive();
      }
      packet.unref();
      if (packets % PACKETS_AT_A_TIME === 0) await lookUp();
    }
    decoder.sendPacketSync(null);
    receive();
    if (frames === 0 || damaged > packets * limits.maxDamagedShare) {
      throw new MediaError('corrupt', { detail: `${damaged} of ${packets} packets are damaged` });
    }
    return {
      isDamaged: damaged > 0 || read !== AVERROR_EOF,
      codec: avGetCodecName(stream.codecpar.codecId) ?? 'unknown',
      soundBytes,
    };
  } finally {
    frame.free();
    packet.free();
  }
}
