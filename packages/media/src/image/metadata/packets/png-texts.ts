import { defined } from '../../../defined.ts';
import { clean } from '../exif/values.ts';
import type { Caption } from './captions.ts';

/** Reads the keywords of PNG, 11.3.3.1. */
export function captionOfTexts(texts: ReadonlyMap<string, string> = new Map()): Caption {
  const text = (...keywords: readonly string[]) =>
    keywords.map((keyword) => clean(texts.get(keyword) ?? '')).find((value) => value !== undefined);
  return defined({
    title: text('title'),
    description: text('description'),
    artist: text('author'),
    copyright: text('copyright'),
  });
}
