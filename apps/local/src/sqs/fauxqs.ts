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
 * Loads internal modules of fauxqs, which it does not export: `startFauxqs` listens on every interface,
 * and `buildApp` ignores the data folder. fauxqs is therefore pinned to an exact version.
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
  // Load before attaching persistence: writing a queue while loading would delete its messages.
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

/** Private fields of fauxqs's persistence. */
interface PersistenceInternals {
  readonly db: DatabaseSync;
  readonly stmts: Record<string, Statement>;
}

/**
 * Routes all writing statements through the journal. The in-flight state need not be durable, as SQS
 * may deliver a message twice.
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
  // Without a host, fauxqs builds queue URLs from the Host header. Its default is a name below
  // .localhost, which many resolvers do not resolve.
  stores.sqsStore.host = '';
  return app;
}

/** Updates the port in stored queue URLs, as clients may use a queue's URL as their endpoint. */
export function moveQueues({ sqsStore }: Stores, endpoint: string): void {
  const { queues } = sqsStore as unknown as { queues: Map<string, { url: string }> };
  const moved = [...queues.values()];
  queues.clear();
  for (const queue of moved) {
    queue.url = endpoint + new URL(queue.url).pathname;
    queues.set(queue.url, queue);
  }
}
