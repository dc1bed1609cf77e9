import { type ItemRecord, isTombstone } from '@galeria/catalog';
import { kinds, originalPrefix, parseOriginalKey, RENDITIONS_PREFIX } from '@galeria/media';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { type Listed, listObjects } from './list-objects.ts';
import { adopt, removeObject } from './repairs.ts';

/** Looks for originals that no living item knows; yields once for each object. */
export async function* checkOriginals(access: Access): AsyncGenerator<Finding[]> {
  const { s3, stack, catalog } = access;
  for (const { name } of kinds) {
    for await (const page of listObjects(s3, stack.originalsBucket, originalPrefix(name))) {
      const items = await catalog.readItems(page.map(({ key }) => idOf(key)).filter(Boolean));
      for (const object of page) yield checkOriginal(access, object, items.get(idOf(object.key)));
    }
  }
}

/** Looks for objects in the gallery that no living item lists; yields once for each object. */
export async function* checkGallery(access: Access): AsyncGenerator<Finding[]> {
  const { s3, stack, catalog } = access;
  for await (const page of listObjects(s3, stack.galleryBucket, RENDITIONS_PREFIX)) {
    const items = await catalog.readItems(page.map(({ key }) => galleryIdOf(key)).filter(Boolean));
    for (const object of page) yield checkRendition(access, object, items);
  }
}

const idOf = (key: string): string => parseOriginalKey(key)?.id ?? '';
const galleryIdOf = (key: string): string => key.split('/')[1] ?? '';

function checkOriginal(access: Access, object: Listed, item: ItemRecord | undefined): Finding[] {
  if (object.modified > access.before || (item && !isTombstone(item))) return [];
  const detail = item ? 'its item was deleted' : 'the catalog has no item of it';
  const repair = item
    ? async () => {
        await access.erase(item);
        return 'took it away';
      }
    : () => adopt(access, object.key);
  return [{ fault: 'original-orphaned', subject: object.key, detail, repair }];
}

function checkRendition(
  access: Access,
  object: Listed,
  items: ReadonlyMap<string, ItemRecord>,
): Finding[] {
  const item = items.get(galleryIdOf(object.key));
  const alive = item !== undefined && !isTombstone(item);
  // What is being made just now is recorded only at the end.
  if (object.modified > access.before || (alive && item.status !== 'ready')) return [];
  const name = object.key.split('/').slice(2).join('/');
  if (alive && item.renditions?.some((rendition) => rendition.name === name)) return [];
  const detail = alive ? 'its item does not list it' : 'it has no living item';
  const repair = () => removeObject(access, object.key);
  return [{ fault: 'rendition-orphaned', subject: object.key, detail, repair }];
}
