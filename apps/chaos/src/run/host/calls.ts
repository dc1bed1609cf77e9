import type { LocalCloud } from '@galeria/local/cloud';
import type { Service } from '@galeria/local/servers';
import type { FaultProxy } from '../../faults/proxy.ts';
import { readSpool } from '../../galeria/spool.ts';
import type { HostCalls } from './protocol.ts';

export interface HostContext {
  readonly cloud: LocalCloud;
  readonly home: string;
  readonly proxies: ReadonlyMap<Service, FaultProxy>;
  /** Bodies of the events that S3 has not delivered yet. */
  readonly undelivered: ReadonlySet<string>;
}

/** The host's side of the calls. */
export function createCalls({ cloud, home, proxies, undelivered }: HostContext): HostCalls {
  const { declared } = cloud.servers;
  const find = <Named extends { readonly name: string }>(all: readonly Named[], name: string) => {
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`${name} does not exist`);
    return found;
  };
  return {
    describe: () => ({
      cells: cloud.cells.map(({ name }) => name),
      queues: Object.fromEntries([...declared.queues].map(([arn, { url }]) => [arn, url])),
      functions: Object.fromEntries(
        declared.mappings.map(({ queueArn, functionName }) => [queueArn, functionName]),
      ),
    }),
    isUp: (name) => find(cloud.cells, name).address() !== undefined,
    address: (name) => find(cloud.cells, name).address(),
    async crashCell(name) {
      const cell = find(cloud.cells, name);
      const starting = cell.address() === undefined;
      await cell.crash();
      // Nothing may be awaited in between, since the next start removes files.
      return { starting, spool: readSpool(home, name) };
    },
    running: () => cloud.functions.flatMap((one) => one.running()),
    invoke: (name, payload) => find(cloud.functions, name).invoke(payload),
    async setMode(service, mode) {
      await proxies.get(service)?.set(mode ?? undefined);
    },
    undelivered: () => undelivered.size,
  };
}
