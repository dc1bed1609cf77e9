import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { formats } from '../../src/image/formats.ts';
import { describe as describePicture, describeUnread } from '../../src/image/metadata/describe.ts';
import { identify, readHeader } from '../../src/image/read/header.ts';
import { cameraFiles, npmFiles } from './camera-files.ts';
import { fields, isEqual, type Metadata, theirValue, type Value } from './fields.ts';

const isInstalled = spawnSync('exiftool', ['-ver']).status === 0;

interface Miss {
  readonly file: string;
  readonly field: string;
  readonly ours: Value;
  readonly theirs: Value;
}

/** exiftool's own reading, by file. */
function readAll(files: readonly string[]): Map<string, Record<string, unknown>> {
  const tags = fields.flatMap(({ tags }) => tags.map((tag) => `-${tag}`));
  const json = execFileSync('exiftool', ['-json', '-n', '-G1', '-m', '-q', ...tags, ...files], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
  const records = JSON.parse(json) as Record<string, unknown>[];
  return new Map(records.map((record) => [String(record.SourceFile), record]));
}

const makeOf = fields.find(({ name }) => name === 'make')!.ours;

/** `NIKON` and `NIKON CORPORATION` are one. */
const makerOf = (make: string) => make.split(' ')[0]!.toUpperCase();

/** Without a look at the pixels, which exiftool does not look at either. */
async function read(path: string): Promise<Metadata> {
  const mimeType = await identify(path);
  if (formats[mimeType] === 'none') return describeUnread(path, mimeType);
  const header = await readHeader(path, mimeType);
  return describePicture(path, header, { thumbhash: '', dominantColour: '' });
}

/** exiftool gives the size of the JPEG inside; of a raw picture, which nothing here decodes, we give none. */
const stoodBy: readonly Miss[] = ['FujiFilm.raf', 'Panasonic.rw2'].map((file) => ({
  file,
  field: 'longer side',
  ours: Number.NaN,
  theirs: 8,
}));

const nameOf = (path: string) => path.split('/').at(-1)!;

test('at least 40 different camera files of at least 20 makers come inside npm packages', async () => {
  const makes = await Promise.all(npmFiles.map(async (path) => makeOf(await read(path))));
  const known = makes.filter((make) => typeof make === 'string');
  expect(known.length).toBeGreaterThanOrEqual(40);
  expect(new Set(known.map(makerOf)).size).toBeGreaterThanOrEqual(20);
});

(isInstalled ? test : test.skip)(
  'the 22 fields of real camera files are what exiftool reads',
  async () => {
    const theirs = readAll(cameraFiles);
    const misses: Miss[] = [];
    let compared = 0;
    let cameras = 0;
    for (const path of cameraFiles) {
      const record = theirs.get(path)!;
      const maker = record['IFD0:Make'];
      if (typeof maker !== 'string' || maker.trim() === '') continue;
      cameras += 1;
      const metadata = await read(path);
      for (const field of fields) {
        const [our, their] = [field.ours(metadata), theirValue(field, record)];
        compared += 1;
        if (isEqual(field, our, their)) continue;
        misses.push({ file: nameOf(path), field: field.name, ours: our, theirs: their });
      }
    }
    expect(fields).toHaveLength(22);
    // 1296 of 1298 when this was written.
    expect(misses).toEqual(stoodBy);
    expect(1 - misses.length / compared).toBeGreaterThanOrEqual(0.995);
    expect(compared).toBe(cameras * fields.length);
    expect(cameras).toBeGreaterThanOrEqual(50);
  },
);
