import { errorTable } from '@galeria/media/errors';

const table = {
  'bad-cursor': { status: 400, title: 'The cursor is not valid for this listing' },
  'bad-filter': { status: 400, title: 'The value of a filter is not valid' },
  'too-many-words': { status: 400, title: 'The query has too many words' },
  'bad-change': { title: 'The change cannot be indexed' },
  busy: { status: 503, title: 'Too many requests wait for the index' },
  'too-slow': { status: 503, title: 'The index did not answer in time' },
  closed: { status: 503, title: 'The index is closed' },
  corrupt: {
    status: 503,
    title: 'The index was damaged and is now empty. It must be filled from the catalog again.',
  },
  locked: { title: 'Another process has the index open' },
  failed: { status: 503, title: 'The index cannot be read or written' },
} as const;

/**
 * An error of the index.
 *
 * - `bad-cursor`, `bad-filter`, `too-many-words`: the request is at fault.
 * - `busy`, `too-slow`, `closed`, `failed`: the index cannot answer now. `failed` and `corrupt` have the
 *   thread's error as their cause.
 * - `corrupt`: the file was damaged and set aside. The index is empty from the next call on.
 * - `locked`: thrown on opening only.
 */
export class IndexError extends errorTable('IndexError', table) {}

export type IndexErrorCode = IndexError['code'];
