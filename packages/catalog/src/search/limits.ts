/** The limits of search, in words, characters (code points) and rows. */

/** Longer words are truncated, in the index and in the query. */
export const WORD_CHARACTERS = 32;

/** Length up to which one text, such as a description, is indexed, in UTF-16 code units. */
export const TEXT_LENGTH = 10_000;

/** The most words from the metadata of an item; the most distinctive fields come first. */
export const METADATA_WORDS = 200;

/** Words of an item above which the file names of further uploads add none. */
export const ITEM_WORDS = 1000;

export const QUERY_WORDS = 16;

/** Postings that one query may read before it returns a short page with a cursor. */
export const QUERY_ROWS = 5000;
/** Postings of one list read at a time; a posting has about 200 bytes. */
export const PAGE_ROWS = 200;

/** Postings of an item written or deleted at a time. */
export const WRITE_CONCURRENCY = 16;
