import { createdAt, mediaId, summary } from './media.ts';

export const mediaEvent = {
  id: mediaId,
  version: 4,
  changedAt: createdAt,
  kind: summary.kind,
  status: summary.status,
  item: summary,
};

export const eventId = '1764376655211-4-b2d07e1a4b1f0c93';
