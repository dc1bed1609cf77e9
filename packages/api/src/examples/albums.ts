import { createdAt, mediaId, summary } from './media.ts';

export const albumId = '01KB4Z3Q7M2N3P4R5S6T7V8W9X';

export const newAlbum = { name: 'Praias', description: 'Verão de 2024', sort: 'position' };

export const newRule = { name: 'Melhores do Rio', rule: { place: 'Rio de Janeiro', rating: 4 } };

export const album = {
  id: albumId,
  name: 'Praias',
  type: 'album',
  sort: 'position',
  order: 'asc',
  count: 12,
  cover: summary,
  createdAt,
  changedAt: createdAt,
  revision: '1',
};

export const placed = { id: mediaId, result: 'edited' };
