import type { ChangedItem } from '@galeria/media-index';

/**
 * The id of an event: the time of the change in milliseconds since 1970, the version of the item, and the
 * beginning of its id. Every cell gives the same change the same id.
 */
export const eventIdOf = ({ changedAt, version, id }: ChangedItem): string =>
  `${Date.parse(changedAt)}-${version}-${id.slice(0, 16)}`;

/** The id of an event that is not of an item. A stream is resumed after it like after any other. */
export const positionId = (time: number): string => String(time);

/** The time in the id of an event; undefined if no event has such an id. */
export function timeOfEventId(eventId: string): number | undefined {
  const time = /^(\d{1,15})(?:-\d{1,15}-[0-9a-f]{16})?$/.exec(eventId)?.[1];
  return time === undefined ? undefined : Number(time);
}
