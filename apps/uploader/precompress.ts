import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(?:css|html|js|svg)$/;

/** The size of a packet: compressing a shorter file saves none. */
const MIN_BYTES = 1024;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Writes `<name>.br` and `<name>.gz` beside the files of a folder, for @fastify/static to serve. */
export async function precompress(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter((one) => COMPRESSIBLE.test(one))) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    if (bytes.length < MIN_BYTES) continue;
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, BROTLI));
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes));
  }
}
