import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Made {
  readonly name: string;
  readonly body: Uint8Array;
}

/** Makes renditions of a file. `folder` is for strategies that write files. */
export type Strategy = (path: string, folder: string) => Promise<Made[]>;

const ours = async (path: string, isWhole: boolean): Promise<Made[]> => {
  const { deriveBy } = await import('@galeria/media/image/derive');
  const { pyramid } = await import('@galeria/media/image/recipe');
  const [largest, ...smaller] = pyramid;
  const chosen = ({ encodings, ...level }: typeof largest) => ({
    ...level,
    encodings: encodings.filter(({ format }) => isWhole || format !== 'avif'),
  });
  const levels = [chosen(largest), ...smaller.map(chosen)] as const;
  const { renditions } = await deriveBy({ levels, square: isWhole })({ id: '', path, size: 0 });
  return renditions.map(({ name, body }) => ({ name, body }));
};

/**
 * The approach of samples: all renditions at once, each decoded from the file, with the same settings.
 */
const oncePerVariant: Strategy = async (path) => {
  const { default: sharp } = await import('sharp');
  const { pyramid, renditionName } = await import('@galeria/media/image/recipe');
  const file = await readFile(path);
  return Promise.all(
    pyramid.flatMap((level) =>
      level.encodings
        .filter(({ format }) => format !== 'avif')
        .map(async (encoding) => {
          const { quality, effort } = encoding;
          const resized = sharp(file)
            .rotate()
            .resize(level.box, level.box, { fit: 'inside', withoutEnlargement: true });
          const encoded =
            encoding.format === 'webp'
              ? resized.webp({ quality, ...(effort !== undefined && { effort }) })
              : resized.jpeg({ quality, optimiseCoding: false });
          return { name: renditionName(level, encoding), body: await encoded.toBuffer() };
        }),
    ),
  );
};

/** libvips' native tool, run once per rendition, as it cannot make several from one decode. */
const vipsthumbnail: Strategy = async (path, folder) => {
  const { pyramid, renditionName } = await import('@galeria/media/image/recipe');
  const made: Made[] = [];
  for (const level of pyramid) {
    for (const { format, quality, effort, ...rest } of level.encodings) {
      if (format === 'avif') continue;
      const name = renditionName(level, { format, quality, ...rest });
      const options =
        format === 'webp' ? `[Q=${quality},effort=${effort},strip]` : `[Q=${quality},strip]`;
      const output = join(folder, name);
      const size = `${level.box}x${level.box}>`;
      execFileSync('vipsthumbnail', [path, '--size', size, '-e', 'srgb', '-o', output + options], {
        stdio: 'ignore',
      });
      made.push({ name, body: await readFile(output) });
    }
  }
  return made;
};

export const strategies = {
  galeria: (path: string) => ours(path, false),
  'galeria, default set': (path: string) => ours(path, true),
  'sharp(buffer) per rendition': oncePerVariant,
  vipsthumbnail,
} satisfies Record<string, Strategy>;

export type StrategyName = keyof typeof strategies;
