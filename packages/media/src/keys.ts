import { isMediaId, isUploadId, type MediaId, type UploadId } from './ids.ts';

/** Where the originals of a kind lie in the originals bucket; its events go to the kind's queue. */
export const originalPrefix = (kind: string): string => `originals/${kind}/`;

export const originalKey = (kind: string, id: MediaId): string => `${originalPrefix(kind)}${id}`;

/** Where the records of uploads lie in the originals bucket. */
export const UPLOADS_PREFIX = 'uploads/';

/** The record of one upload, beside the originals. */
export const uploadKey = (upload: UploadId): string => `${UPLOADS_PREFIX}${upload}.json`;

/** Takes the key of an upload's record apart; undefined for any other key. */
export function parseUploadKey(key: string): UploadId | undefined {
  const upload = key.slice(UPLOADS_PREFIX.length, -'.json'.length);
  return isUploadId(upload) && key === uploadKey(upload) ? upload : undefined;
}

/** Where the gallery bucket's renditions lie; the edge serves them under the same path. */
export const RENDITIONS_PREFIX = 'r/';

/** Where an item's renditions lie in the gallery bucket. */
export const renditionPrefix = (id: MediaId): string => `${RENDITIONS_PREFIX}${id}/`;

export const renditionKey = (id: MediaId, rendition: string): string =>
  `${renditionPrefix(id)}${rendition}`;

/** Takes an original's key apart; undefined where it is no original's key. */
export function parseOriginalKey(key: string): { kind: string; id: MediaId } | undefined {
  const [root, kind, id, ...rest] = key.split('/');
  if (root !== 'originals' || !kind || !id || rest.length > 0 || !isMediaId(id)) return undefined;
  return { kind, id };
}
