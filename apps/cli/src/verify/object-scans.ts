import { type ItemRecord, isTombstone } from '@galeria/catalog';
import {
  isMediaId,
  kinds,
  type MediaId,
  originalPrefix,
  parseOriginalKey,
  RENDITIONS_PREFIX,
} from '@galeria/media';
import type { Listed } from '@galeria/store';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import type { Part } from './look.ts';
import { removeRendition, restoreItem } from './repairs.ts';
import { isYoung } from './youth.ts';

/** What of one sort lies in a bucket. */
export interface Shelf {
  readonly part: Part;
  readonly bucket: string;
  /** All of it is under these; an id comes next. */
  readonly prefixes: readonly string[];
  /** Whose an object is; undefined where its name is none of ours. */
  readonly idOf: (key: string) => MediaId | undefined;
  /** Whether an object is one that no living item knows. */
  readonly check: (access: Access, object: Listed, item: ItemRecord | undefined) => Finding[];
}

export const shelvesOf = ({ stack }: Access): readonly Shelf[] => [
  {
    part: 'originals',
    bucket: stack.originalsBucket,
    prefixes: kinds.map(({ name }) => originalPrefix(name)),
    idOf: (key) => parseOriginalKey(key)?.id,
    check: checkOriginal,
  },
  {
    part: 'renditions',
    bucket: stack.galleryBucket,
    prefixes: [RENDITIONS_PREFIX],
    idOf: idOfRendition,
    check: checkRendition,
  },
];

function idOfRendition(key: string): MediaId | undefined {
  const id = key.split('/')[1] ?? '';
  return isMediaId(id) ? id : undefined;
}

function checkOriginal(access: Access, object: Listed, item: ItemRecord | undefined): Finding[] {
  if (object.modified > access.before || (item && !isTombstone(item))) return [];
  const subject = object.key;
  if (!item) {
    const repair = () => restoreItem(access, subject);
    return parseOriginalKey(subject)
      ? [{ fault: 'item-missing', subject, detail: 'the catalog has no item for it', repair }]
      : [{ fault: 'original-orphaned', subject, detail: 'its key is not valid' }];
  }
  // A deletion that is under way deletes it.
  if (isYoung(access, item)) return [];
  const repair = async () => {
    await access.erase(item);
    return 'deleted it';
  };
  return [{ fault: 'original-orphaned', subject, detail: 'its item was deleted', repair }];
}

function checkRendition(access: Access, object: Listed, item: ItemRecord | undefined): Finding[] {
  const alive = item !== undefined && !isTombstone(item);
  // What is being made just now is recorded only at the end.
  if (object.modified > access.before || (alive && item.status !== 'ready')) return [];
  if (item && !alive && isYoung(access, item)) return [];
  const name = object.key.split('/').slice(2).join('/');
  if (alive && item.renditions?.some((rendition) => rendition.name === name)) return [];
  const detail = alive ? 'its item does not list it' : 'it has no item';
  const repair = () => removeRendition(access, object.key);
  return [{ fault: 'rendition-orphaned', subject: object.key, detail, repair }];
}
