import type { Link, Share as ShareView } from '@galeria/api';
import type { Share } from '@galeria/catalog';
import { defined } from '@galeria/media';

/** A link as its owner sees it. */
export function viewShare(share: Share): ShareView {
  const { type, files, bytes, ids, until, password } = share;
  const { id, title, album, originals, position, maxFiles, maxBytes } = share;
  const { createdAt, views, lastUsedAt } = share;
  return {
    ...{ id, type, createdAt, views, expiresAt: until, hasPassword: password !== undefined },
    ...defined({ title, album, originals, position, maxFiles, maxBytes, lastUsedAt }),
    ...(ids && { ids: [...ids] }),
    ...(type === 'drop' && { files, bytes }),
  };
}

/** A link as its visitors see it. */
export function viewLink(share: Share, isLocked: boolean): Link {
  const { type, title, until, originals, maxFiles = 0, maxBytes = 0, files, bytes } = share;
  if (isLocked) return { type, isLocked, expiresAt: until };
  return {
    ...{ type, isLocked, expiresAt: until },
    ...defined({ title, originals }),
    ...(type === 'drop' && {
      files: Math.max(0, maxFiles - files),
      bytes: Math.max(0, maxBytes - bytes),
    }),
  };
}
