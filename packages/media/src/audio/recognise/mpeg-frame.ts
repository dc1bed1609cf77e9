/** ISO/IEC 11172-3, 2.4.2.3: bit rates in kbit/s of MPEG-1 by layer, and ISO/IEC 13818-3 of MPEG-2. */
const BIT_RATES: Readonly<Record<string, readonly number[]>> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
/** Hz of MPEG-1; half of it in MPEG-2, a quarter in MPEG-2.5. */
const SAMPLE_RATES = [44_100, 48_000, 32_000];
const MPEG_1 = 3;
const MPEG_2 = 2;
const RESERVED = 1;

/**
 * Returns the length in bytes of the MPEG audio frame whose header begins at a byte, or undefined if no
 * header does. Frames of the free format, which have no length, are not recognised.
 */
export function mpegFrameLength(file: Buffer, at: number): number | undefined {
  if (at + 4 > file.length) return undefined;
  const header = file.readUInt32BE(at);
  const version = (header >> 19) & 3;
  const layer = 4 - ((header >> 17) & 3);
  if (header >>> 21 !== 0x7ff || version === RESERVED || layer === 4) return undefined;
  const sampleRate = SAMPLE_RATES[(header >> 10) & 3];
  const kilobits = BIT_RATES[`${version === MPEG_1 ? 1 : 2}-${layer}`]?.[((header >> 12) & 15) - 1];
  if (sampleRate === undefined || kilobits === undefined) return undefined;
  const rate = sampleRate / (version === MPEG_1 ? 1 : version === MPEG_2 ? 2 : 4);
  const padding = (header >> 9) & 1;
  if (layer === 1) return (Math.floor((12_000 * kilobits) / rate) + padding) * 4;
  const samples = layer === 3 && version !== MPEG_1 ? 72_000 : 144_000;
  return Math.floor((samples * kilobits) / rate) + padding;
}
