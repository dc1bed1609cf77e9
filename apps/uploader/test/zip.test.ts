import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';
import { writeZip, type ZipEntry } from '../src/export/zip.ts';
import {
  centralHeader,
  dataDescriptor,
  endOfDirectory,
  localHeader,
} from '../src/export/zip-format.ts';
import { readZip } from './support/read-zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await newFolder();
});

async function* bytes(...chunks: Uint8Array[]) {
  yield* chunks;
}

const file = (name: string, text: string, modified = new Date(2024, 4, 6, 7, 8, 10)): ZipEntry => {
  const body = Buffer.from(text);
  return { name, modified, size: body.length, body: bytes(body) };
};

async function write(entries: AsyncIterable<ZipEntry>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* list(...entries: ZipEntry[]) {
  yield* entries;
}

test('an archive has names in any script, times and bytes', async () => {
  const archive = await write(
    list(file('2024/05/ação.jpg', 'abc'), file('相册/空.txt', ''), file('old', 'x', new Date(0))),
  );
  const { entries, names, read, close } = await readZip(archive);
  expect(names).toEqual(['2024/05/ação.jpg', '相册/空.txt', 'old']);
  const [first, , old] = entries;
  expect(first!.getLastModDate({ forceDosFormat: true })).toEqual(new Date(2024, 4, 6, 7, 8, 10));
  expect(old!.getLastModDate({ forceDosFormat: true })).toEqual(new Date(1980, 0, 1));
  expect(String(await read('2024/05/ação.jpg'))).toBe('abc');
  expect(String(await read('相册/空.txt'))).toBe('');
  close();
});

test('an archive has more entries than 16 bits count, in ZIP64', async () => {
  async function* many() {
    for (let at = 0; at < 65_600; at++) yield file(`${at}.txt`, String(at));
  }
  const zip = await fromBufferPromise(await write(many()));
  expect(zip.entryCount).toBe(65_600);
  const first = await zip.eachEntry().next();
  expect(first.value).toMatchObject({ fileName: '0.txt', uncompressedSize: 1 });
});

test('an archive has files longer than 32 bits count, and others behind them, in ZIP64', async () => {
  const modified = new Date();
  const big = { name: Buffer.from('big.flac'), modified, size: 4_100 * 2 ** 20, offset: 0 };
  const header = localHeader(big);
  const offset = header.length + big.size + dataDescriptor(big, 1).length;
  const after = { name: Buffer.from('after.txt'), modified, size: 3, offset };
  const text = Buffer.from('abc');
  const crc = crc32(text);
  const directory = Buffer.concat([centralHeader(big, 1), centralHeader(after, crc)]);
  const local = [localHeader(after), text, dataDescriptor(after, crc)];
  const behind = offset + Buffer.concat(local).length;
  const end = endOfDirectory({ entries: 2, size: directory.length, offset: behind });

  // The bytes of the long file are a hole.
  const path = join(folder, 'big.zip');
  const target = openSync(path, 'w');
  writeSync(target, header, 0, header.length, 0);
  const rest = Buffer.concat([dataDescriptor(big, 1), ...local, directory, end]);
  writeSync(target, rest, 0, rest.length, header.length + big.size);

  const { entries, read, close } = await readZip(path);
  expect(entries.map(({ uncompressedSize }) => uncompressedSize)).toEqual([big.size, 3]);
  expect(String(await read('after.txt'))).toBe('abc');
  close();
});

test('an archive ends with an error where a body is shorter than its entry says', async () => {
  const short = { ...file('short.jpg', 'abc'), size: 4 };
  await expect(write(list(short))).rejects.toThrow('short.jpg has 3 bytes, not 4');
});
