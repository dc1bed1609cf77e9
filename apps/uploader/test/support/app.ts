import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { buildApp } from '../../src/app.ts';
import { openCloud } from '../../src/cloud.ts';
import { readConfig } from '../../src/config.ts';
import { openKeyStore } from '../../src/keys/key-store.ts';
import { openReadModel } from '../../src/read-model/read-model.ts';
import { createShipper } from '../../src/ship/shipper.ts';
import type { SpoolFiles } from '../../src/spool/files.ts';
import { openSpool } from '../../src/spool/spool.ts';
import { environment } from './environment.ts';

/** Starts the uploader in this process, on the given files and without a cloud. */
export async function listen(
  dataDir: string,
  files: SpoolFiles,
  more: Record<string, string> = {},
) {
  const log = pino({ level: 'silent' });
  const settings = environment(dataDir, more);
  // The SDK reads its endpoints and credentials from the environment.
  Object.assign(process.env, settings);
  const config = readConfig(settings);
  const spool = await openSpool({
    dataDir,
    log,
    files,
    maxBytes: config.spoolMaxBytes,
    maxFiles: config.spoolMaxFiles,
    minFreeBytes: config.spoolMinFreeBytes,
    maxUnfinished: config.maxUnfinished,
  });
  const cloud = openCloud(config);
  const keys = await openKeyStore({ catalog: cloud.catalog, dataDir, log });
  const readModel = openReadModel({ cloud, spool, dataDir, log });
  const shipper = createShipper({ cloud, spool, log });
  const app = await buildApp({ ...config, cloud, spool, shipper, readModel, keys, log });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    spool,
    /** Stops shipping: uploads then stay in the spool. */
    stopShipping: shipper.stop,
    close: async () => {
      await app.close();
      await shipper.stop();
      await readModel.stop();
      keys.close();
      spool.close();
    },
  };
}

/** Sends files in one request. */
export function post(base: string, ...all: Buffer[]): Promise<Response> {
  const form = new FormData();
  for (const [at, bytes] of all.entries()) {
    form.append(`file${at}`, new Blob([new Uint8Array(bytes)]), `${at}.jpg`);
  }
  return fetch(`${base}/uploads`, { method: 'POST', body: form });
}
