import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IndexError } from '../errors.ts';
import type { ChangedItem } from '../model.ts';
import type { MediaIndex } from '../port.ts';
import type { ListedItem, StoredItem } from '../query.ts';
import { lockFile } from './lock.ts';
import { FILES } from './open-file.ts';
import type { PackedChange } from './read/changes.ts';
import type { PackedItem } from './read/documents.ts';
import type { Thread } from './thread.ts';
import { checkFile, startThreads, type Threads } from './threads.ts';

export interface SqliteIndexOptions {
  /** The index file. Files beside it begin with its name. */
  readonly path: string;
  /**
   * Called when the index was damaged and is now empty. It must be filled from the catalog again, because
   * `complete` is false and the checkpoint of the feed is gone.
   */
  readonly onReset?: (fault: IndexError) => void;
}

export interface SqliteIndex extends MediaIndex {
  /** Resolves when the background check of the file has ended. Its faults are handled by then. */
  readonly checked: Promise<void>;
}

/**
 * Opens an index in SQLite, in threads of its own: no call blocks the caller's event loop. A missing file,
 * a damaged one and one of another format are replaced by an empty index.
 *
 * @throws IndexError `locked` if another process has it open
 */
export async function openSqliteIndex({ path, onReset }: SqliteIndexOptions): Promise<SqliteIndex> {
  await mkdir(dirname(path), { recursive: true });
  const unlock = lockFile(path);
  let isClosed = false;
  /** Whether threads have ended by themselves, or could not start: the next call starts them again. */
  let areDown = false;
  let current = start().catch(async (error: unknown) => {
    if (!isDamage(error)) throw error;
    await setAside(path);
    onReset?.(error);
    return start();
  });
  try {
    await current;
  } catch (error) {
    unlock();
    throw error;
  }

  function start(): Promise<Threads> {
    return startThreads(path, () => {
      areDown = true;
    });
  }

  /** Starts the threads again, on an empty file if the present one is damaged. Once for each fault. */
  function restart(broken: Promise<Threads>, damage?: IndexError): Promise<unknown> {
    if (broken !== current || isClosed) return current;
    current = broken
      .then((threads) => threads.close(), ignore)
      .then(() => (damage ? setAside(path) : undefined))
      .then(start);
    current.catch(ignore);
    if (!damage) return current;
    return current.then(() => onReset?.(damage));
  }

  async function withThreads<Result>(work: (threads: Threads) => Promise<Result>): Promise<Result> {
    if (isClosed) throw new IndexError('closed');
    if (areDown) {
      areDown = false;
      void restart(current);
    }
    const used = current;
    try {
      return await work(await used);
    } catch (error) {
      if (isDamage(error)) await restart(used, error);
      else
        await used.catch(() => {
          areDown = true;
        });
      throw error;
    }
  }

  const checked = check().catch(ignore);

  async function check(): Promise<void> {
    const used = current;
    const fault = await checkFile(path).then(
      (detail) => (detail === undefined ? undefined : new IndexError('corrupt', { detail })),
      (error: unknown) => {
        if (isDamage(error)) return error;
        throw error;
      },
    );
    if (fault) await restart(used, fault);
  }

  const write: Call = (method, ...args) =>
    withThreads(({ writer }) => writer.call(method, ...args));
  const page: Call = (method, ...args) => withThreads(({ pages }) => pages.call(method, ...args));
  const search: Call = (method, ...args) => withThreads((all) => all.search.call(method, ...args));

  return {
    checked,
    apply: (changes, progress) => write('apply', changes, progress),
    applyText: (text) => write('applyText', text),
    get: async (id) => {
      const packed = await page('get', id);
      return packed && unpack(packed);
    },
    list: async (request) => {
      const read = request.q === undefined && request.bbox === undefined ? page : search;
      const { items, ...rest } = await read('list', request);
      return { items: items.map(unpack), ...rest };
    },
    lastPosition: (album, before) => page('lastPosition', album, before),
    timeline: (filter) => search('timeline', filter),
    facets: (filter, values) => search('facets', filter, values),
    state: () => page('state'),
    missingTexts: (limit) => page('missingTexts', limit),
    changes: async (after, limit) => (await page('changes', after, limit)).map(unpackChange),
    versions: (after, limit) => search('versions', after, limit),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      // The check has the file open too. The writer, which removes the log, closes last.
      await checked;
      await current.then((threads) => threads.close()).catch(ignore);
      unlock();
    },
  };
}

type Call = Thread['call'];

const ignore = (): void => {};

const isDamage = (error: unknown): error is IndexError =>
  error instanceof IndexError && error.code === 'corrupt';

/** Keeps the last damaged file beside the index, so that the damage can be examined. */
async function setAside(path: string): Promise<void> {
  await rename(path, `${path}.damaged`);
  for (const end of FILES.slice(1)) await rm(path + end, { force: true });
}

const unpack = ({ item: _, document, ...rest }: PackedItem): StoredItem & ListedItem => ({
  ...rest,
  document: JSON.parse(document),
});

const unpackChange = ({ document, ...rest }: PackedChange): ChangedItem => ({
  ...rest,
  ...(document === null ? {} : { document: JSON.parse(document) }),
});
