import { createInflate, deflateSync } from 'node:zlib';
import { limits } from '../../limits.ts';
import { PNG_SIGNATURE, type PngChunk, writeChunk } from '../png-chunks.ts';

/** PNG, 11.2.2: samples of a pixel by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A grey row where a colour type has no alpha and no palette. */
const FILLS: Readonly<Record<number, number>> = { 0: 128, 2: 128 };

interface Layout {
  readonly height: number;
  readonly fill: number;
  /** Bytes of a row with the byte of its filter. */
  readonly rowBytes: number;
}

/**
 * Returns a PNG with the whole rows of a damaged one, and a fill in place of the others. Undefined for an
 * interlaced picture, whose rows are spread over the file, and for one that is larger than the limit.
 *
 * libvips would leave pieces of other rows in the place of missing ones.
 *
 * @param chunks those of `pngChunks` for a damaged file
 */
export async function repairPng(chunks: readonly PngChunk[]) {
  const layout = readLayout(chunks);
  if (!layout || layout.height * layout.rowBytes > limits.damaged.maxPngBytes) return undefined;
  const { height, rowBytes, fill } = layout;
  const rows = Buffer.alloc(height * rowBytes, fill);
  const filled = await inflateInto(rows, pixelsOf(chunks));
  const whole = validRows(rows, Math.floor(filled / rowBytes), rowBytes);
  rows.fill(fill, whole * rowBytes);
  for (let row = whole; row < height; row++) rows[row * rowBytes] = 0;
  const before = chunks.slice(
    0,
    chunks.findIndex(({ type }) => type === 'IDAT'),
  );
  const input = Buffer.concat([
    PNG_SIGNATURE,
    ...before.flatMap(writeChunk),
    ...writeChunk({ type: 'IDAT', body: deflateSync(rows, { level: 0 }) }),
    ...writeChunk({ type: 'IEND', body: Buffer.alloc(0) }),
  ]);
  return { input, missing: (height - whole) / height };
}

function readLayout([header]: readonly PngChunk[]): Layout | undefined {
  if (header?.type !== 'IHDR' || header.body.length < 13) return undefined;
  const { body } = header;
  const isInterlaced = body.readUInt8(12) !== 0;
  if (isInterlaced) return undefined;
  const [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
  const samples = SAMPLES[body.readUInt8(9)] ?? 0;
  const rowBytes = 1 + Math.ceil((width * samples * body.readUInt8(8)) / 8);
  return { height, rowBytes, fill: FILLS[body.readUInt8(9)] ?? 0 };
}

/** Leaves out pixels from the first damaged chunk on, unless there are no others. */
function pixelsOf(chunks: readonly PngChunk[]): readonly PngChunk[] {
  const pixels = chunks.filter(({ type }) => type === 'IDAT');
  const damaged = pixels.findIndex(({ isDamaged }) => isDamaged);
  return damaged > 0 ? pixels.slice(0, damaged) : pixels;
}

/** PNG, 9.2: filters are 0 to 4. Another value shows that a damage has been inflated. */
const LAST_FILTER = 4;

function validRows(rows: Buffer, most: number, rowBytes: number): number {
  for (let row = 0; row < most; row++) if (rows.readUInt8(row * rowBytes) > LAST_FILTER) return row;
  return most;
}

/** Inflates pixels up to the first damage, and returns how many bytes it has filled. */
async function inflateInto(rows: Buffer, chunks: readonly PngChunk[]): Promise<number> {
  const inflate = createInflate();
  let filled = 0;
  const ended = new Promise<void>((resolve) => {
    inflate.on('data', (bytes: Buffer) => {
      filled += bytes.copy(rows, filled);
      if (filled >= rows.length) inflate.destroy();
    });
    inflate.once('close', resolve).once('end', resolve);
    inflate.once('error', () => resolve());
  });
  for (const { body } of chunks) inflate.write(body);
  inflate.end();
  await ended;
  return filled;
}
