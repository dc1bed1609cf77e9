import { albumId } from './albums.ts';
import { createdAt, mediaId } from './media.ts';

export const item = {
  id: mediaId,
  path: '2024/05/praia.jpg',
  sidecar: '2024/05/praia.jpg.xmp',
  kind: 'image',
  mimeType: 'image/jpeg',
  size: 40031,
  filenames: ['praia.jpg'],
  createdAt,
  date: '2024-05-06T07:08:09',
  dateSource: 'exif' as const,
  title: 'Praia ao amanhecer',
  favourite: true,
  edits: { title: 'Praia ao amanhecer', favourite: true },
  albums: [{ id: albumId, position: 'a0' }],
};

export const album = {
  id: albumId,
  name: 'Praias',
  type: 'album' as const,
  sort: 'position' as const,
  order: 'asc' as const,
  createdAt,
};

export const manifest = {
  format: 'galeria-export' as const,
  version: 1,
  exportedAt: createdAt,
  items: [item],
  missing: [],
  albums: [album],
};
