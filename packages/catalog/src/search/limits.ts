/** The bounds of search, in words, characters (code points) and rows. */

/** A longer word is cut, in the index and in the query alike. */
export const WORD_CHARACTERS = 32;

/** Of one text, such as a description: what comes after is not looked at. UTF-16 units. */
export const TEXT_LENGTH = 10_000;

/** Words that an item's metadata may have; the most telling fields come first. */
export const METADATA_WORDS = 200;

/** Words of an item from which on the names of further uploads of it add none. */
export const ITEM_WORDS = 1000;

export const QUERY_WORDS = 16;

/** Rows of the index that one query may read before it answers with what it has and a cursor. */
export const QUERY_ROWS = 5000;
/** Of one list at a time: a row has about 200 bytes. */
export const PAGE_ROWS = 200;

/** Rows of an item's words that are written at a time. */
export const WRITE_PARALLEL = 16;
