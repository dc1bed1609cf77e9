/** The bounds of requests that clients have to know. */

/** Items or entries on a page. */
export const PAGE = { default: 50, most: 100 } as const;

/** UTF-16 code units of a search query. */
export const QUERY_CHARACTERS = 256;

/** UTF-16 code units of a cursor. */
export const CURSOR_CHARACTERS = 2048;

/** UTF-16 code units of the id of an event. */
export const EVENT_ID_CHARACTERS = 128;

/** UTF-16 code units of the name of a media kind. */
export const KIND_CHARACTERS = 64;

/** UTF-16 code units of a filter value, such as the name of a camera. */
export const FILTER_CHARACTERS = 256;

/** Values of one facet. */
export const FACET_VALUES = { default: 50, most: 500 } as const;

/** Items that one request edits: its ids, or those of its query. */
export const BATCH_IDS = 1_000;

/** Bounds of an edit: UTF-16 code units, tags in one list, seconds of a shift (100 years), and stars. */
export const EDITS = {
  titleCharacters: 500,
  descriptionCharacters: 10_000,
  tagCharacters: 100,
  tags: 100,
  nameCharacters: 100,
  shiftSeconds: 3_155_760_000,
  stars: 5,
  ifMatchCharacters: 1_024,
} as const;

/** Items of an album, and UTF-16 code units of its name. */
export const ALBUMS = { items: 10_000, nameCharacters: 200 } as const;

/**
 * Bounds of links: items of a selection, UTF-16 code units of a password and of the proof in an address,
 * days until the end, and files and bytes of a drop.
 */
export const SHARES = {
  ids: 500,
  passwordCharacters: 256,
  proofCharacters: 64,
  days: { usual: 30, most: 3_653 },
  dropFiles: { usual: 1_000, most: 100_000 },
  dropBytes: { usual: 10 * 2 ** 30, most: 2 ** 40 },
} as const;

/** Maximum number of ids in one request that asks which files exist. */
export const KNOWN_IDS = 1_000;

/** Ids of one export: its URL stays within the 16 KiB that Node.js takes. */
export const EXPORT_IDS = 200;
