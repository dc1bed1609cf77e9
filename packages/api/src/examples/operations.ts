import { createdAt, mediaId, uploadUlid } from './media.ts';

export const uploaded = {
  id: mediaId,
  kind: 'image',
  size: 4_218_377,
  filename: 'praia.jpg',
  duplicate: false,
  links: { self: `/media/${mediaId}` },
};

export const auditEntry = {
  entry: uploadUlid,
  at: createdAt,
  event: 'upload',
  result: 'accepted',
  cell: 'a',
  address: '203.0.113.0',
  key: 'phone',
  userAgent: 'curl/8.5.0',
  id: mediaId,
  kind: 'image',
  mimeType: 'image/jpeg',
  size: 4_218_377,
  filename: 'praia.jpg',
};

export const auditQuery = {
  from: '2026-11-28T00:00:00Z',
  to: '2026-11-29T00:00:00Z',
  key: 'phone',
  limit: 50,
};

export const retryRequest = { kind: 'image', since: '2026-11-28T00:00:00Z', code: 'corrupt' };

export const backlog = {
  files: 2,
  bytes: 8_436_754,
  oldestSeconds: 1,
  held: 0,
  unfinished: 1,
  unfinishedBytes: 16_777_216,
};

export const indexReport = { complete: true, items: 1204, lagSeconds: 1, missingTexts: 0 };
