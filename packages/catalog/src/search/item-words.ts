import { kindByName } from '@galeria/media';
import { METADATA_WORDS } from './limits.ts';
import { wordsOf } from './words.ts';

/** The words of a file name. */
export const nameWords = (filename: string): Set<string> => new Set(wordsOf(filename));

/** The words of the metadata fields that the kind declares searchable. */
export function metadataWords(kind: string, metadata: object): Set<string> {
  const words = new Set<string>();
  for (const path of kindByName(kind)?.searchable ?? []) {
    for (const text of textsIn(at(metadata, path))) {
      for (const word of wordsOf(text)) {
        if (words.size >= METADATA_WORDS) return words;
        words.add(word);
      }
    }
  }
  return words;
}

function at(metadata: object, path: string): unknown {
  let value: unknown = metadata;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** Every string in a value, at any depth. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}
