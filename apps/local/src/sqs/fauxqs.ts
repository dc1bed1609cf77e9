import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
import { createJournal, type Journal } from './journal.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type SqsStore = Stores['sqsStore'];
type Persistence = NonNullable<SqsStore['persistence']>;
export type Spy = NonNullable<SqsStore['spy']>;

interface Parts {
  SqsStore: new () => SqsStore;
  SnsStore: new () => Stores['snsStore'];
  S3Store: new () => Stores['s3Store'];
  PersistenceManager: new (dir: string) => Persistence;
}

const part = (path: string) => import(new URL(path, import.meta.resolve('fauxqs')).href);

/**
 * The parts that fauxqs is made of. It does not export them, and its own `startFauxqs` listens on
 * every interface while `buildApp` forgets its data folder, so we put them together ourselves.
 * fauxqs is pinned to one exact version for that reason.
 */
async function fauxqsParts(): Promise<Parts> {
  const [sqs, sns, s3, persistence] = await Promise.all([
    part('./sqs/sqsStore.js'),
    part('./sns/snsStore.js'),
    part('./s3/s3Store.js'),
    part('./persistence.js'),
  ]);
  return { ...sqs, ...sns, ...s3, ...persistence };
}

/** fauxqs's stores, loaded from and written through to `<dir>/fauxqs.db` (SQLite, WAL). */
export async function openStores(dir: string, spy: Spy) {
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = await fauxqsParts();
  const stores: Stores = {
    sqsStore: new SqsStore(),
    snsStore: new SnsStore(),
    s3Store: new S3Store(),
  };
  const persistence = new PersistenceManager(dir);
  const { db, stmts } = persistence as unknown as PersistenceInternals;
  const journal = createJournal(db);
  stores.sqsStore.spy = spy;
  // Loaded before it is attached: writing a queue through while loading would cascade to its messages.
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  writeThrough(stmts, journal);
  return {
    stores,
    journal,
    close() {
      journal.flush();
      persistence.close();
    },
  };
}

interface Statement extends Pick<StatementSync, 'get' | 'all'> {
  run(...values: SQLInputValue[]): unknown;
}

/** What fauxqs's persistence keeps to itself. */
interface PersistenceInternals {
  readonly db: DatabaseSync;
  readonly stmts: Record<string, Statement>;
}

/**
 * Puts every statement that writes into the journal. Only that a message is in flight need not be
 * durable: a message that is received twice is what SQS allows.
 */
function writeThrough(stmts: PersistenceInternals['stmts'], journal: Journal): void {
  for (const [name, statement] of Object.entries(stmts)) {
    const durable = name !== 'updateMessageInflight';
    stmts[name] = {
      get: statement.get.bind(statement),
      all: statement.all.bind(statement),
      run(...values: SQLInputValue[]) {
        journal.add({ run: () => void statement.run(...values), durable });
      },
    };
  }
}

export function buildServer(stores: Stores, region: string) {
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  // Without a host, fauxqs builds queue URLs from the Host header: a loopback address, not a name
  // below .localhost that many resolvers do not know.
  stores.sqsStore.host = '';
  return app;
}

/** Queue URLs on disk name the last host's port; clients may take a queue's URL as their endpoint. */
export function moveQueues({ sqsStore }: Stores, endpoint: string): void {
  const { queues } = sqsStore as unknown as { queues: Map<string, { url: string }> };
  const moved = [...queues.values()];
  queues.clear();
  for (const queue of moved) {
    queue.url = endpoint + new URL(queue.url).pathname;
    queues.set(queue.url, queue);
  }
}
