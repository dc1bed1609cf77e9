import { seeded } from '../../fuzz/random.ts';

/**
 * Files of the formats that FFmpeg only decodes, byte by byte. Those of codecs whose encoder is not simple
 * are silent or noise.
 */
interface Crafted {
  readonly make: () => Buffer;
  readonly mimeType: string;
  readonly codec: string;
  readonly rate: number;
  readonly channels: number;
  readonly samples: number;
}

const text = (value: string) => Buffer.from(value, 'latin1');
const bytes = (size: number, values: readonly number[]) => {
  const buffer = Buffer.alloc(size * values.length);
  for (const [at, value] of values.entries()) buffer.writeUIntLE(value >>> 0, at * size, size);
  return buffer;
};
const u16 = (...values: number[]) => bytes(2, values);
const u32 = (...values: number[]) => bytes(4, values);
const u64 = (value: number) => u32(value, 0);
const be32 = (value: number) => u32(value).reverse();
const be64 = (value: number) => Buffer.concat([be32(0), be32(value)]);

function noise(length: number): Buffer {
  const random = seeded(1);
  return Buffer.from(Array.from({ length }, () => random.integer(256)));
}

/** RIFF WAVE with GSM 06.10 in blocks of 65 bytes, which are 320 samples. */
function gsm(): Buffer {
  const sound = noise(65 * 50);
  const format = Buffer.concat([u16(0x31, 1), u32(8000, 1625), u16(65, 0, 2, 320)]);
  const chunks = [text('WAVEfmt '), u32(format.length), format, text('data'), u32(sound.length)];
  const body = Buffer.concat([...chunks, sound]);
  return Buffer.concat([text('RIFF'), u32(body.length), body]);
}

/** RFC 4867, 5: frames of 12.2 kbit/s. */
const amr = () =>
  Buffer.concat([
    text('#!AMR\n'),
    ...Array.from({ length: 50 }, (_, at) =>
      Buffer.concat([Buffer.from([0x3c]), noise(100).subarray(at, at + 31)]),
    ),
  ]);

/** A tone as a stream of bits whose density is the level (sigma-delta modulation of the first order). */
function dsdTone(length: number, isLsbFirst: boolean): Buffer {
  let error = 0;
  const bit = (at: number) => {
    error += 0.5 * Math.sin((2 * Math.PI * 440 * at) / DSD_RATE);
    const isHigh = error > 0;
    error -= isHigh ? 1 : -1;
    return isHigh ? 1 : 0;
  };
  return Buffer.from(
    Array.from({ length }, (_, at) => {
      let byte = 0;
      for (let index = 0; index < 8; index++)
        byte |= bit(at * 8 + index) << (isLsbFirst ? index : 7 - index);
      return byte;
    }),
  );
}
const DSD_RATE = 2_822_400;
const DSD_BLOCK = 4096;
const DSD_BLOCKS = 20;

/** Sony's DSF file format specification, 1.01. */
function dsf(): Buffer {
  const one = dsdTone(DSD_BLOCK * DSD_BLOCKS, true);
  const blocks = Array.from({ length: DSD_BLOCKS }, (_, at) => {
    const block = one.subarray(at * DSD_BLOCK, (at + 1) * DSD_BLOCK);
    return Buffer.concat([block, block]);
  });
  const format = [u32(1, 0, 2, 2, DSD_RATE, 1), u64(one.length * 8), u32(DSD_BLOCK, 0)];
  const rest = Buffer.concat([
    ...[text('fmt '), u64(52), ...format],
    ...[text('data'), u64(12 + 2 * one.length), ...blocks],
  ]);
  return Buffer.concat([text('DSD '), u64(28), u64(28 + rest.length), u64(0), rest]);
}

/** Philips' DSDIFF 1.5, with the bytes of both channels in turn. */
function dff(): Buffer {
  const chunk = (id: string, ...content: Buffer[]) => {
    const body = Buffer.concat(content);
    return Buffer.concat([text(id), be64(body.length), body]);
  };
  const one = dsdTone(DSD_BLOCK * DSD_BLOCKS, false);
  const sound = Buffer.alloc(one.length * 2);
  for (const [at, byte] of one.entries()) sound.fill(byte, 2 * at, 2 * at + 2);
  const properties = [
    chunk('FS  ', be32(DSD_RATE)),
    chunk('CHNL', Buffer.from([0, 2]), text('SLFTSRGT')),
    chunk('CMPR', text('DSD \x0enot compressed\0')),
  ];
  return chunk(
    'FRM8',
    ...[text('DSD '), chunk('FVER', Buffer.from([1, 5, 0, 0]))],
    ...[chunk('PROP', text('SND '), ...properties), chunk('DSD ', sound)],
  );
}

const APE_FRAMES = 3;
const APE_BLOCKS = 73_728;

/** Monkey's Audio 3.99 with frames whose flags say that both channels are silent. */
function ape(): Buffer {
  const frame = Buffer.concat([u32(0x8000_0000, 3), Buffer.alloc(16)]);
  const seeks = Array.from({ length: APE_FRAMES }, (_, at) => 52 + 24 + 12 + at * frame.length);
  return Buffer.concat([
    text('MAC '),
    u16(3990, 0),
    u32(52, 24, 4 * APE_FRAMES, 0, APE_FRAMES * frame.length, 0, 0),
    Buffer.alloc(16),
    u16(2000, 0x20),
    u32(APE_BLOCKS, 1000, APE_FRAMES),
    u16(16, 2),
    u32(44_100),
    u32(...seeks),
    ...Array<Buffer>(APE_FRAMES).fill(frame),
  ]);
}

const MPC_FRAMES = 40;

/** Musepack SV7: 20 bits with the size of each frame, and a frame of which no band has samples. */
function musepack7(): Buffer {
  const frames = '00000000000000001000'.concat('00000000').repeat(MPC_FRAMES);
  const bits = `00000000${frames}`.padEnd(Math.ceil((frames.length + 8) / 32 + 2) * 32, '0');
  const words = bits.match(/.{32}/g)!.map((word) => Number.parseInt(word, 2));
  return Buffer.concat([text('MP+\x07'), u32(MPC_FRAMES), Buffer.alloc(16), u32(...words)]);
}

/** Musepack SV8: packets with a key and their size, each of which has one frame without bands. */
function musepack8(): Buffer {
  const packet = (key: string, ...content: number[]) =>
    Buffer.concat([text(key), Buffer.from([3 + content.length, ...content])]);
  const samples = MPC_FRAMES * 1152;
  const varint = [(samples >> 14) | 0x80, ((samples >> 7) & 0x7f) | 0x80, samples & 0x7f];
  return Buffer.concat([
    text('MPCK'),
    packet('SH', 1, 2, 3, 4, 8, ...varint, 0, 0x00, 0x10),
    ...Array.from({ length: MPC_FRAMES }, () => packet('AP', 0, 0, 0, 0)),
    packet('SE'),
  ]);
}

const SPEEX_PACKETS = 50;

/** Speex in Ogg (RFC 3533): frames of the narrow band that are silent. */
function speex(): Buffer {
  const head = Buffer.concat([
    text('Speex   1.2.0'.padEnd(28, '\0')),
    u32(1, 80, 8000, 0, 4, 1, -1, 160, 0, 1, 0, 0, 0),
  ]);
  const comments = Buffer.concat([u32(4), text('test'), u32(1), u32(14), text('TITLE=Silence!')]);
  const packets = Array.from({ length: SPEEX_PACKETS }, () => Buffer.from([0x03, 0xff]));
  return Buffer.concat([
    oggPage(2, 0, 0, [head]),
    oggPage(0, 0, 1, [comments]),
    oggPage(4, SPEEX_PACKETS * 160, 2, packets),
  ]);
}

function oggPage(flags: number, granule: number, number: number, packets: Buffer[]): Buffer {
  const page = Buffer.concat([
    text('OggS\0'),
    Buffer.from([flags]),
    ...[u64(granule), u32(1, number, 0)],
    Buffer.from([packets.length, ...packets.map(({ length }) => length)]),
    ...packets,
  ]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

/** RFC 3533, 6: CRC 32 with the polynomial 0x04c11db7. */
const oggChecksum = (page: Buffer): number =>
  page.reduce((sum, byte) => {
    let next = sum ^ (byte << 24);
    for (let bit = 0; bit < 8; bit++) next = (next << 1) ^ (next < 0 ? 0x04c1_1db7 : 0);
    return next;
  }, 0) >>> 0;

const dsd = {
  rate: DSD_RATE / 8,
  channels: 2,
  samples: DSD_BLOCK * DSD_BLOCKS,
};

export const crafted: Readonly<Record<string, Crafted>> = {
  'gsm.wav': {
    ...{ make: gsm, mimeType: 'audio/wav', codec: 'gsm_ms' },
    ...{ rate: 8000, channels: 1, samples: 50 * 320 },
  },
  amr: {
    ...{ make: amr, mimeType: 'audio/amr', codec: 'amr_nb' },
    ...{ rate: 8000, channels: 1, samples: 50 * 160 },
  },
  dsf: { make: dsf, mimeType: 'audio/x-dsf', codec: 'dsd_lsbf_planar', ...dsd },
  dff: { make: dff, mimeType: 'audio/x-dff', codec: 'dsd_msbf', ...dsd },
  ape: {
    ...{ make: ape, mimeType: 'audio/ape', codec: 'ape' },
    ...{ rate: 44_100, channels: 2, samples: (APE_FRAMES - 1) * APE_BLOCKS + 1000 },
  },
  'sv7.mpc': {
    ...{ make: musepack7, mimeType: 'audio/x-musepack', codec: 'musepack7' },
    ...{ rate: 44_100, channels: 2, samples: MPC_FRAMES * 1152 },
  },
  'sv8.mpc': {
    ...{ make: musepack8, mimeType: 'audio/x-musepack', codec: 'musepack8' },
    ...{ rate: 44_100, channels: 2, samples: MPC_FRAMES * 1152 },
  },
  spx: {
    ...{ make: speex, mimeType: 'audio/ogg', codec: 'speex' },
    ...{ rate: 8000, channels: 1, samples: SPEEX_PACKETS * 160 },
  },
};
