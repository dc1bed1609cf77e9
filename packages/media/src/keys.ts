import { isMediaId, isUploadId, type MediaId, type UploadId } from './ids.ts';

/** Returns the prefix of a kind's originals, whose events go to the kind's queue. */
export const originalPrefix = (kind: string): string => `originals/${kind}/`;

export const originalKey = (kind: string, id: MediaId): string => `${originalPrefix(kind)}${id}`;

/** The prefix of upload records in the originals bucket. */
export const UPLOADS_PREFIX = 'uploads/';

/** Returns the key of an upload record. */
export const uploadKey = (upload: UploadId): string => `${UPLOADS_PREFIX}${upload}.json`;

/** Parses the key of an upload record. Undefined for any other key. */
export function parseUploadKey(key: string): UploadId | undefined {
  const upload = key.slice(UPLOADS_PREFIX.length, -'.json'.length);
  return isUploadId(upload) && key === uploadKey(upload) ? upload : undefined;
}

/** The prefix of renditions in the gallery bucket. The edge serves them under the same path. */
export const RENDITIONS_PREFIX = 'r/';

/** Returns the prefix of an item's renditions. */
export const renditionPrefix = (id: MediaId): string => `${RENDITIONS_PREFIX}${id}/`;

export const renditionKey = (id: MediaId, rendition: string): string =>
  `${renditionPrefix(id)}${rendition}`;

/** Parses the key of an original. Undefined for any other key. */
export function parseOriginalKey(key: string): { kind: string; id: MediaId } | undefined {
  const [root, kind, id, ...rest] = key.split('/');
  if (root !== 'originals' || !kind || !id || rest.length > 0 || !isMediaId(id)) return undefined;
  return { kind, id };
}
