import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A part of a zip by its name; in the order in which they are written. */
export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** Names that are stored as they are, as EPUB OCF 3.3, 4.2 and ODF 1.3, part 2, 3.3 ask of `mimetype`. */
const STORED = ['mimetype'];

/** Writes a zip; all of its dates are the same, so the same parts give the same bytes. */
export function zip(parts: Parts): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, part] of Object.entries(parts)) {
    const options = { mtime: new Date(2024, 0, 1), compress: !STORED.includes(name) };
    file.addBuffer(Buffer.from(part as string), name, options);
  }
  file.end();
  return buffer(file.outputStream);
}
