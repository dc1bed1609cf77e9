import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { cellEnvironment } from './config.ts';
import { type Context, type Process, within } from './context.ts';
import type { SimulatedDisk } from './disk.ts';
import { type ProcessOptions, startProcess } from './process.ts';
import {
  buildApp,
  createShipper,
  openCloud,
  openKeyStore,
  openSpool,
  readUploaderConfig,
  type Spool,
  startSweeper,
} from './product.ts';
import { readCatalog } from './read-model.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One process of a cell, from its start to its end. */
interface Run {
  readonly process: Process;
  app?: FastifyInstance;
  spool?: Spool;
}

export type Cell = ReturnType<typeof createCell>;

/** An uploader with its disk and its clock, both of which outlive its processes. */
export function createCell(name: string, disk: SimulatedDisk, options: ProcessOptions) {
  const { scheduler, random } = options;
  const clock = { offsetMs: 0 };
  let run: Run | undefined;
  let starts = 0;

  /** Does the work of the uploader's `start`, without a socket. */
  async function boot(current: Run): Promise<void> {
    const config = readUploaderConfig(cellEnvironment(name));
    const { dataDir } = config;
    const log = pino({ level: 'silent' });
    const spool = await openSpool({
      dataDir,
      log,
      maxBytes: config.spoolMaxBytes,
      maxFiles: config.spoolMaxFiles,
      minFreeBytes: config.spoolMinFreeBytes,
    });
    const cloud = openCloud(config);
    const keys = await openKeyStore({ catalog: cloud.catalog, dataDir, log });
    const shipper = createShipper({ cloud, spool, log });
    const readModel = readCatalog(cloud);
    const app = await buildApp({ ...config, cloud, spool, shipper, readModel, keys, log });
    await app.ready();
    shipper.take(spool.waiting());
    startSweeper({ cloud, log });
    current.spool = spool;
    current.app = app;
    scheduler.trace('listening');
  }

  function start(): void {
    const process = startProcess(`cell-${name}-${++starts}`, options, clock);
    const current: Run = { process };
    run = current;
    process.onDeath(() => restartLater());
    within({ process }, () => boot(current)).catch((error: unknown) => {
      scheduler.trace(`not started: ${error}`, { process });
      process.kill('as it did not start');
    });
  }

  function restartLater(): void {
    scheduler.after(random.between(100, 20_000), start, {});
  }

  return {
    name,
    clock,
    start,
    isListening: (): boolean => run?.process.isAlive === true && run.app !== undefined,
    /** How often its process was started: two requests to one process have the same number. */
    starts: (): number => starts,
    /** The uploads that are not shipped; undefined while the cell is down. */
    waiting: (): number | undefined => run?.spool?.waiting().length,
    kill: (why: string): void => run?.process.kill(why),
    cutPower: (): void => {
      run?.process.kill('by a power cut');
      disk.cutPower(random);
    },
    /** Undefined where the process dies before it answers, or does not listen. */
    async request(
      options: InjectOptions,
      context: Omit<Context, 'process'>,
    ): Promise<Answer | undefined> {
      if (!run?.app || !run.process.isAlive) return undefined;
      const { process, app } = run;
      // `inject` begins with the first `then`, which has to be in the cell's context too.
      const answered = within({ process, ...context }, async () => await app.inject(options));
      const died = new Promise<undefined>((resolve) => process.onDeath(() => resolve(undefined)));
      const response = await Promise.race([answered, died]);
      if (!response) return undefined;
      const { statusCode: status, body } = response;
      return { status, body: body === '' ? {} : JSON.parse(body) };
    },
  };
}
