/** The limits of the index, in the units that each comment names. */

/** Items on a page. */
export const PAGE = { default: 50, max: 200 } as const;

/** UTF-16 code units of a search query. */
export const QUERY_CHARACTERS = 256;

/** Words of a search query, those in quotes included. */
export const QUERY_WORDS = 16;

/** Code points of a word. Longer words are truncated, in the index and in the query. */
export const WORD_CHARACTERS = 32;

/** Code points from which a query word matches every word that begins with it; the last word needs fewer. */
export const PREFIX_CHARACTERS = { any: 3, last: 2 } as const;

/** Spellings of one query word (`müller`, `mueller`) that are searched for. */
export const SPELLINGS = 8;

/** Code points of a word in which one typing error is tolerated. */
export const TYPING_CHARACTERS = 5;

/** Words at one typing error's distance that are looked up, and those that are then searched for. */
export const TYPING = { lookups: 4000, max: 20 } as const;

/** UTF-16 code units of one value, such as a description, that is indexed. */
export const VALUE_CHARACTERS = 10_000;

/** Values of an item for one attribute, or names of an item, that are indexed. */
export const MAX_VALUES = 1000;

/** UTF-16 code units of a value that facets and filters know. */
export const LABEL_CHARACTERS = 256;

/** UTF-16 code units of an item's text: the limit of the kind's text rendition, which is in bytes. */
export const TEXT_CHARACTERS = 10 * 2 ** 20;

/** Pages of a text. Further pages are appended to the last one. */
export const TEXT_PAGES = 10_000;

/** UTF-16 code units of a snippet. */
export const SNIPPET_CHARACTERS = 200;

/** Marked places in a snippet. */
export const SNIPPET_MARKS = 10;

/** UTF-16 code units of a cursor. */
export const CURSOR_CHARACTERS = 2048;

/** Stars of a rating. */
export const MOST_STARS = 5;

/** Values of one facet. */
export const FACET_VALUES = { default: 50, max: 500 } as const;

/** Changes in one call of `apply`, which is one transaction. The next call waits for its end. */
export const MAX_CHANGES = 1000;

/** Rows of one page of `versions` and of `missingTexts`. */
export const MAX_ROWS = 10_000;

/** Answers of timeline, facets and search that are kept until the next change. */
export const CACHED_ANSWERS = 256;

/** Calls that wait for one thread. Above it, a call fails with `busy`. */
export const WAITING_CALLS = 1000;

/** Milliseconds after which a read fails with `too-slow`. */
export const READ_MS = 10_000;

/** KiB of SQLite's page cache of one thread. */
export const PAGE_CACHE_KIB = 32 * 1024;

/** Bytes that the write-ahead log keeps on disk after SQLite has copied it into the database. */
export const LOG_BYTES = 64 * 2 ** 20;
