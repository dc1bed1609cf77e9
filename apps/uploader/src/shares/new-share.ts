import { type NewShare, SHARES } from '@galeria/api';
import type { Catalog, ShareFields } from '@galeria/catalog';
import { defined } from '@galeria/media';
import { UploaderError } from '../errors.ts';
import { cloudCall } from '../query/cloud-call.ts';

const DAY_MS = 24 * 3_600_000;

const refuse = (detail: string): never => {
  throw new UploaderError('bad-request', { detail });
};

type Given = Omit<ShareFields, 'password' | 'secretHash' | 'signingKey'>;

/**
 * Reads what the owner wants of a new link.
 *
 * @throws UploaderError `bad-request`, `not-found` for an album that does not exist, `album-by-rule`
 */
export async function readNewShare(
  body: NewShare,
  catalog: Pick<Catalog, 'readAlbum'>,
  now = Date.now(),
): Promise<Given> {
  const { type = 'share', title, album } = body;
  const fields = {
    until: endOf(body.expiresAt, now),
    ...defined({ title: title || undefined, album }),
    ...(type === 'share' ? readShare(body) : readDrop(body)),
  };
  if (album !== undefined) await checkAlbum(album, type, catalog);
  return fields;
}

function readShare({ ids, album, originals, position, maxFiles, maxBytes }: NewShare) {
  if ((ids === undefined) === (album === undefined)) refuse('a share needs either ids or album');
  if (maxFiles !== undefined || maxBytes !== undefined) refuse('a share takes no files');
  const type = 'share' as const;
  return {
    ...{ type, originals: originals ?? false, position: position ?? false },
    ...(ids && { ids: [...new Set(ids)] }),
  };
}

function readDrop({ ids, originals, position, maxFiles, maxBytes }: NewShare) {
  if (ids || originals || position) refuse('a drop shows no items');
  return {
    type: 'drop' as const,
    maxFiles: maxFiles ?? SHARES.dropFiles.usual,
    maxBytes: maxBytes ?? SHARES.dropBytes.usual,
  };
}

/** The end of a link: RFC 3339, UTC. */
function endOf(expiresAt: string | undefined, now: number): string {
  const { usual, most } = SHARES.days;
  const end = expiresAt === undefined ? now + usual * DAY_MS : Date.parse(expiresAt);
  if (!(end > now)) refuse('expiresAt is not in the future');
  if (end > now + most * DAY_MS) refuse(`expiresAt is more than ${most} days away`);
  return new Date(end).toISOString();
}

async function checkAlbum(
  id: string,
  type: ShareFields['type'],
  catalog: Pick<Catalog, 'readAlbum'>,
): Promise<void> {
  const album = await cloudCall(catalog.readAlbum(id));
  if (!album) throw new UploaderError('not-found', { detail: id });
  if (type === 'drop' && album.rule !== undefined) {
    throw new UploaderError('album-by-rule', { detail: id });
  }
}
