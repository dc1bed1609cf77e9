import { type ItemRecord, isTombstone } from '@galeria/catalog';
import {
  isMediaId,
  kinds,
  type MediaId,
  originalPrefix,
  parseOriginalKey,
  RENDITIONS_PREFIX,
} from '@galeria/media';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import type { Listed } from './list-objects.ts';
import type { Part } from './look.ts';
import { adopt, removeObject } from './repairs.ts';
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
  // A deletion that is under way takes it along.
  if (item && isYoung(access, item)) return [];
  const detail = item ? 'its item was deleted' : 'the catalog has no item of it';
  const repair = item
    ? async () => {
        await access.erase(item);
        return 'took it away';
      }
    : () => adopt(access, object.key);
  return [{ fault: 'original-orphaned', subject: object.key, detail, repair }];
}

function checkRendition(access: Access, object: Listed, item: ItemRecord | undefined): Finding[] {
  const alive = item !== undefined && !isTombstone(item);
  // What is being made just now is recorded only at the end.
  if (object.modified > access.before || (alive && item.status !== 'ready')) return [];
  if (item && !alive && isYoung(access, item)) return [];
  const name = object.key.split('/').slice(2).join('/');
  if (alive && item.renditions?.some((rendition) => rendition.name === name)) return [];
  const detail = alive ? 'its item does not list it' : 'it has no living item';
  const repair = () => removeObject(access, object.key);
  return [{ fault: 'rendition-orphaned', subject: object.key, detail, repair }];
}
