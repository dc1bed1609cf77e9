import { albumId } from './albums.ts';
import { createdAt, mediaId, original, place, rendition, source } from './media.ts';

export const shareId = '01KB4Z3R1A2B3C4D5E6F7G8H9J';
export const shareToken = `${shareId}pR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA`;
const expiresAt = '2026-12-28T09:15:02.114Z';

export const newShare = { title: 'Praias', album: albumId, expiresAt, password: 'areia e sol' };
export const newDrop = { type: 'drop', album: albumId, maxFiles: 200, maxBytes: 2_000_000_000 };

export const share = {
  id: shareId,
  type: 'share',
  title: 'Praias',
  album: albumId,
  originals: false,
  position: false,
  hasPassword: true,
  createdAt,
  expiresAt,
  views: 14,
  lastUsedAt: '2026-11-29T18:02:40.050Z',
};

export const createdShare = { ...share, token: shareToken, url: `/s/${shareToken}` };

export const link = {
  type: 'share',
  title: 'Praias',
  isLocked: false,
  expiresAt,
  originals: true,
};

export const sharedItem = {
  id: mediaId,
  kind: 'image',
  title: 'Praia ao amanhecer',
  date: '2024-05-06T07:08:09',
  width: 4032,
  height: 3024,
  place,
  renditions: [rendition],
  sources: [source],
  original: {
    ...original,
    url: `/s/${shareToken}/items/${mediaId}/original?until=1795943702&proof=VJq0eX1bVZ`,
  },
};
