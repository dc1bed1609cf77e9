import { type ItemRecord, isTombstone } from '@galeria/catalog';
import type { Listed } from '@galeria/cloud';
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
import { isWithinGrace } from './grace-period.ts';
import { removeRendition, restoreItem } from './repairs.ts';
import type { CounterName } from './scan-result.ts';

/** Describes the scan of one type of object in a bucket. */
export interface ObjectScan {
  readonly counter: CounterName;
  readonly bucket: string;
  /** The key prefixes to list. An id follows each prefix. */
  readonly prefixes: readonly string[];
  /** Returns the id of the item that an object belongs to, or undefined for an invalid key. */
  readonly idOf: (key: string) => MediaId | undefined;
  /** Returns a finding if no existing item refers to the object. */
  readonly check: (access: Access, object: Listed, item: ItemRecord | undefined) => Finding[];
}

export const objectScansOf = ({ stack }: Access): readonly ObjectScan[] => [
  {
    counter: 'originals',
    bucket: stack.originalsBucket,
    prefixes: kinds.map(({ name }) => originalPrefix(name)),
    idOf: (key) => parseOriginalKey(key)?.id,
    check: checkOriginal,
  },
  {
    counter: 'renditions',
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
      ? [
          {
            fault: 'item-missing',
            subject,
            detail: 'the catalog has no item for this original',
            repair,
          },
        ]
      : [{ fault: 'original-orphaned', subject, detail: 'the key is invalid' }];
  }
  // A running deletion will delete the object.
  if (isWithinGrace(access, item)) return [];
  const repair = async () => {
    await access.erase(item);
    return 'deleted the object';
  };
  return [{ fault: 'original-orphaned', subject, detail: 'the item was deleted', repair }];
}

function checkRendition(access: Access, object: Listed, item: ItemRecord | undefined): Finding[] {
  const alive = item !== undefined && !isTombstone(item);
  // Renditions of a running attempt are recorded when the attempt ends.
  if (object.modified > access.before || (alive && item.status !== 'ready')) return [];
  if (item && !alive && isWithinGrace(access, item)) return [];
  const name = object.key.split('/').slice(2).join('/');
  if (alive && item.renditions?.some((rendition) => rendition.name === name)) return [];
  const detail = alive ? 'the item does not list this rendition' : 'no item exists';
  const repair = () => removeRendition(access, object.key);
  return [{ fault: 'rendition-orphaned', subject: object.key, detail, repair }];
}
