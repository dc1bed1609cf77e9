import { type IAudioMetadata, parseFile } from 'music-metadata';
import type { Input } from '../ffmpeg/input.ts';

/** The tags of a file, as two readers have them. */
export interface TagSources {
  /** As music-metadata reads them, or undefined if it cannot read the file. */
  readonly parsed: IAudioMetadata | undefined;
  /** As FFmpeg reads them, with names in lower case. Repeated fields are joined by `;`. */
  readonly plain: PlainTags;
}

export type PlainTags = Readonly<Record<string, string>>;

/** Returns the tags that FFmpeg found in the container and in the track. */
export function plainTags({ container, stream }: Input): PlainTags {
  const all = { ...stream.metadata?.getAll(), ...container.metadata?.getAll() };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Reads the tags of every format. */
export async function readSources(path: string, plain: PlainTags): Promise<TagSources> {
  const read = (includeChapters: boolean) => parseFile(path, { duration: false, includeChapters });
  // A damaged track of chapters makes music-metadata give up the other tags too.
  const parsed = await read(true)
    .catch(() => read(false))
    .catch(() => undefined);
  return { parsed, plain };
}

/** Returns the native values of fields by music-metadata's names of formats and fields. */
export const nativeValues = (
  { parsed }: TagSources,
  formats: readonly string[],
  names: RegExp,
): unknown[] =>
  formats.flatMap((format) =>
    (parsed?.native[format] ?? []).filter(({ id }) => names.test(id)).map(({ value }) => value),
  );
