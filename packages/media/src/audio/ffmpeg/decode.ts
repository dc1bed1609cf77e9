import { setImmediate as lookUp } from 'node:timers/promises';
import { AVERROR_EOF } from 'node-av/constants';
import { avGetCodecName, Frame, Packet } from 'node-av/lib';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import type { Input } from './input.ts';
import { watchTail } from './tail.ts';

/** Number of packets between yields to the event loop, which detects the end of the host. */
const PACKETS_AT_A_TIME = 512;

/** The result of decoding. */
export interface Decoded {
  /** Whether some packets could not be decoded or reading ended with an error. */
  readonly isDamaged: boolean;
  /** FFmpeg's name of the codec. */
  readonly codec: string;
  /** Total size of the audio packets in bytes. */
  readonly soundBytes: number;
}

/**
 * Decodes all audio and passes it to `take` frame by frame. A frame is valid until `take` returns.
 * Damaged packets are skipped, as players do.
 *
 * @throws MediaError `corrupt` if nothing, or less than half, can be decoded
 */
export async function decode(input: Input, take: (frame: Frame) => void): Promise<Decoded> {
  const { container, stream, decoder } = input;
  const tail = watchTail(input);
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
      tail.forget();
      take(frame);
      frame.unref();
    }
  };
  try {
    let read = container.readFrameSync(packet);
    for (; read >= 0; read = container.readFrameSync(packet)) {
      if (packet.streamIndex === stream.index && !tail.isTag(packet)) {
        packets += 1;
        soundBytes += packet.size;
        const isDamaged = decoder.sendPacketSync(packet) < 0;
        receive();
        if (isDamaged) {
          damaged += 1;
          tail.add(packet);
        }
      }
      packet.unref();
      if (packets % PACKETS_AT_A_TIME === 0) await lookUp();
    }
    decoder.sendPacketSync(null);
    receive();
    damaged -= tail.padding();
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
