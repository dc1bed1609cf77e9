import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type LocalCloud, startCloud } from '@galeria/local/cloud';
import { readConfig } from '@galeria/local/config';
import type { S3Event, Service } from '@galeria/local/servers';
import { type DiskFaults, openDiskFaults } from '../faults/disk/disk-faults.ts';
import { type FaultProxy, startProxy } from '../faults/proxy.ts';
import { placesOf } from '../galeria/records.ts';
import type { Random } from '../random.ts';
import type { Options } from './options.ts';

export interface ChaosCloud {
  readonly cloud: LocalCloud;
  readonly proxies: ReadonlyMap<Service, FaultProxy>;
  readonly diskFaults: DiskFaults;
  /** Every event that S3 emitted. */
  readonly events: readonly S3Event[];
  /** How many events S3 has not delivered yet. It delivers in order, so others may wait behind them. */
  undelivered(): number;
  close(): Promise<void>;
}

const RESTART_DELAY_MS = 100;

/** Share of the events that are delivered twice at once, as S3 and SQS may. */
const DUPLICATE_SHARE = 0.05;

/** Starts a complete Galeria with fault proxies in front of its servers, and records S3's events. */
export async function startChaosCloud(
  home: string,
  { seed, stack, visibility }: Options,
  random: Random,
): Promise<ChaosCloud> {
  const proxies = new Map<Service, FaultProxy>();
  const events: S3Event[] = [];
  const seen = new Set<string>();
  const undelivered = new Set<string>();
  const closeAll = () => Promise.all([...proxies.values()].map((proxy) => proxy.close()));
  const config = { ...readConfig(), home, stack, port: 0 };
  const diskFaults = await openDiskFaults(home, seed);
  const cloud = await startCloud(config, {
    restartDelayMs: RESTART_DELAY_MS,
    cellEnvironment: diskFaults.environment,
    front: async (service, endpoint) => {
      const proxy = await startProxy(service, endpoint, random.fork(proxies.size));
      proxies.set(service, proxy);
      return proxy.endpoint;
    },
    onEvent: async (event, send) => {
      // The outbox tries again until a delivery succeeds.
      if (!seen.has(event.body)) events.push(event);
      seen.add(event.body);
      undelivered.add(event.body);
      await Promise.all(random.chance(DUPLICATE_SHARE) ? [send(), send()] : [send()]);
      undelivered.delete(event.body);
    },
  }).catch(async (error) => {
    await closeAll();
    throw error;
  });
  if (visibility !== undefined) await shortenVisibility(cloud, visibility);
  // Versions show a rendition that is written again.
  await cloud.servers.s3.send(
    new PutBucketVersioningCommand({
      Bucket: placesOf(cloud).galleryBucket,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  return {
    cloud,
    proxies,
    diskFaults,
    events,
    undelivered: () => undelivered.size,
    async close() {
      await cloud.close();
      await closeAll();
    },
  };
}

async function shortenVisibility({ servers }: LocalCloud, seconds: number): Promise<void> {
  for (const { url } of servers.declared.queues.values()) {
    const Attributes = { VisibilityTimeout: String(seconds) };
    await servers.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  }
}
