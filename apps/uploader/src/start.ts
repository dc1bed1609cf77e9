import type { Logger } from 'pino';
import { buildApp } from './app.ts';
import { openCloud } from './cloud.ts';
import type { Config } from './config.ts';
import { emptyBin } from './deletion/empty-bin.ts';
import { ConfigError } from './errors.ts';
import { openKeyStore } from './keys/key-store.ts';
import { isLoopback } from './keys/loopback.ts';
import { BACKLOG_LOG_MS } from './limits.ts';
import { watchOpenFiles } from './open-files.ts';
import { openReadModel } from './read-model/read-model.ts';
import { startSweeper } from './retry/sweeper.ts';
import { createPlacement } from './ship/place-dropped.ts';
import { createShipper } from './ship/shipper.ts';
import { openSpool } from './spool/spool.ts';

export interface Uploader {
  /** The URL that the uploader listens on. */
  readonly address: string;
  /** Finishes requests in progress. Files that were not shipped stay in the spool. */
  stop(): Promise<void>;
}

/**
 * Opens the spool, ships its files, and listens.
 *
 * @throws SpoolError, ConfigError `keys-needed`, and the error of `listen`
 */
export async function start(config: Config, log: Logger): Promise<Uploader> {
  const { dataDir, host, port } = config;
  const spool = await openSpool({
    dataDir,
    log,
    maxBytes: config.spoolMaxBytes,
    maxFiles: config.spoolMaxFiles,
    minFreeBytes: config.spoolMinFreeBytes,
    maxUnfinished: config.maxUnfinished,
  });
  const cloud = openCloud(config);
  const keys = await openKeyStore({ catalog: cloud.catalog, dataDir, log });
  if (!isLoopback(host) && !keys.required()) {
    throw new ConfigError('keys-needed', {
      detail: `create a key, or set GALERIA_HOST to 127.0.0.1 instead of ${host}`,
    });
  }
  const readModel = openReadModel({ cloud, spool, dataDir, log });
  const shipper = createShipper({
    cloud,
    spool,
    log,
    onStored: createPlacement({ catalog: cloud.catalog, readModel, log }),
    onSettled: (id) => readModel.changed([id]),
  });
  const app = await buildApp({ ...config, cloud, spool, shipper, readModel, keys, log });
  const address = await app.listen({ host, port });
  shipper.take(spool.waiting());
  const { binDays } = config;
  const sweeper = startSweeper({
    cloud,
    log,
    emptyBin: () => emptyBin({ cloud, spool, readModel, binDays, log }),
  });
  const backlog = setInterval(() => log.info(spool.backlog(), 'spool backlog'), BACKLOG_LOG_MS);
  backlog.unref();
  const stopWatching = watchOpenFiles({
    reached: (sentence) => log.error({ code: 'too-many-open-files' }, sentence),
    free: (sentence) => log.info(sentence),
  });

  return {
    address,
    stop: async () => {
      const timeout = setTimeout(() => app.server.closeAllConnections(), config.stopMs);
      sweeper.stop();
      await app.close();
      clearTimeout(timeout);
      clearInterval(backlog);
      stopWatching();
      await shipper.stop();
      await spool
        .unpackAll()
        .catch((err) => log.warn({ err }, 'an earlier release cannot read the packs of the spool'));
      await readModel.stop();
      keys.close();
      spool.close();
    },
  };
}
