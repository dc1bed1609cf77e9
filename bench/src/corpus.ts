import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const inPackage = (name: string, path: string) =>
  join(dirname(require.resolve(`${name}/package.json`)), path);

const sony = inPackage('exif', 'test/sony-alpha-6000.jpg');
const xiaomi = inPackage('exif', 'test/short-ascii-II.jpg');

/** A crop of a photograph, for the picture sizes of phones. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Photographs of two cameras from the npm package `exif`, and crops of them. */
const photographs: Readonly<Record<string, { path: string; part?: Part }>> = {
  'Sony α6000, 24 MP': { path: sony },
  'Sony α6000, 12 MP of it, wide': {
    path: sony,
    part: { left: 1000, top: 500, width: 4000, height: 3000 },
  },
  'Sony α6000, 12 MP of it, tall': {
    path: sony,
    part: { left: 0, top: 0, width: 3000, height: 4000 },
  },
  'Xiaomi MI3, 13 MP': { path: xiaomi },
  'Xiaomi MI3, 8 MP of it': {
    path: xiaomi,
    part: { left: 400, top: 300, width: 3264, height: 2448 },
  },
};

export interface Photograph {
  readonly name: string;
  readonly coding: 'baseline' | 'progressive';
  readonly path: string;
}

/** Returns each photograph in both codings. Uncropped baseline ones are the camera's files. */
export async function openCorpus(folder: string): Promise<Photograph[]> {
  const corpus: Photograph[] = [];
  for (const [index, [name, { path, part }]] of Object.entries(photographs).entries()) {
    for (const coding of ['baseline', 'progressive'] as const) {
      const isOriginal = coding === 'baseline' && part === undefined;
      const file = isOriginal ? path : join(folder, `${index}-${coding}.jpg`);
      if (!isOriginal) {
        const pixels = part ? sharp(path).extract(part) : sharp(path);
        await pixels.jpeg({ quality: 95, progressive: coding === 'progressive' }).toFile(file);
      }
      corpus.push({ name, coding, path: file });
    }
  }
  return corpus;
}
