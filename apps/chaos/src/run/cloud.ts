import { createServer } from 'node:net';
import type { S3Event } from '@galeria/local/servers';
import { ChaosError } from '../errors.ts';
import { type DiskFaults, openDiskFaults } from '../faults/disk/disk-faults.ts';
import type { CloudAccess } from '../galeria/records.ts';
import type { Random } from '../random.ts';
import { type Host, type HostOptions, startHost } from './host/connection.ts';
import type { Call, HostDescription } from './host/protocol.ts';
import type { Options } from './options.ts';
import type { Workspace } from './workspace.ts';

/** A Galeria in a process of its own. Its address, folder and data stay the same after a power cut. */
export interface ChaosCloud extends CloudAccess, HostDescription {
  readonly address: string;
  readonly home: string;
  readonly diskFaults: DiskFaults;
  /** Every event that S3 emitted. */
  readonly events: readonly S3Event[];
  /** Calls the host. */
  readonly call: Call;
  /** Waits until Galeria is up, and delays power cuts until `work` has ended. */
  whileUp<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Cuts the power of the data folder's disk and starts Galeria again. @returns milliseconds until it is up */
  cutPower(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a complete Galeria with fault proxies in front of its servers, and records S3's events. */
export async function startChaosCloud(
  { folder, home, disk }: Workspace,
  { seed, stack, visibility, longestDelay }: Options,
  random: Random,
): Promise<ChaosCloud> {
  const events: S3Event[] = [];
  const bodies = new Set<string>();
  const diskFaults = await openDiskFaults(folder, seed);
  const options: HostOptions = {
    ...{ home, stack, port: await findPort(random) },
    settings: { seed, visibility, longestDelay, cellEnvironment: diskFaults.environment },
    // S3 delivers an event again until that succeeds.
    onEvent(event) {
      if (!bodies.has(event.body)) events.push(event);
      bodies.add(event.body);
    },
  };
  let host: Host = await startHost(options);
  const description = await host.call('describe');
  const active = new Set<Promise<unknown>>();
  let restart: Promise<void> | undefined;

  return {
    ...description,
    ...{ home, diskFaults, events, address: host.address },
    get servers() {
      return host.access.servers;
    },
    get outputs() {
      return host.access.outputs;
    },
    get call() {
      return host.call;
    },
    async whileUp(work) {
      while (restart) await restart;
      const running = work();
      active.add(running);
      try {
        return await running;
      } finally {
        active.delete(running);
      }
    },
    async cutPower() {
      if (!disk) throw new ChaosError('no-loop-device', { detail: 'the data folder is on none' });
      const { promise, resolve } = Promise.withResolvers<void>();
      restart = promise;
      try {
        await Promise.allSettled(active);
        await disk.cutPower();
        await host.kill();
        const startedAt = Date.now();
        await disk.unmount();
        await disk.mount();
        host = await startHost(options);
        return Date.now() - startedAt;
      } finally {
        restart = undefined;
        resolve();
      }
    },
    close: () => host.kill(),
  };
}

/** Below the ports that Linux gives to outgoing connections, so that none occupies it during a restart. */
const PORTS = { least: 20_000, most: 29_999 } as const;

async function findPort(random: Random): Promise<number> {
  for (;;) {
    const port = random.integer(PORTS.least, PORTS.most);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
