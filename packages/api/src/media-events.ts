/** The types of events that tell of an item. Apart from the schemas, which clients do not load. */
export const MEDIA_EVENTS = [
  'received',
  'stored',
  'processing',
  'ready',
  'failed',
  'changed',
  'deleted',
] as const;

export type MediaEventType = (typeof MEDIA_EVENTS)[number];
