import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type LocalCloud, startCloud } from '../src/cloud.ts';
import { readConfig } from '../src/config.ts';
import type { S3Event, Service } from '../src/servers.ts';
import { type Medium, openMedium } from './medium/medium.ts';
import type { Options } from './options.ts';
import { type FaultProxy, startProxy } from './proxy.ts';
import type { Random } from './random.ts';
import { placesOf } from './records.ts';

export interface ChaosCloud {
  readonly cloud: LocalCloud;
  readonly proxies: ReadonlyMap<Service, FaultProxy>;
  readonly medium: Medium;
  /** Every event that S3 emitted. */
  readonly events: readonly S3Event[];
  /** Events that S3 could not deliver yet. It keeps their order, so that others may stand behind. */
  undelivered(): number;
  close(): Promise<void>;
}

const RESTART_DELAY_MS = 100;

/** How many events are delivered two times at once, as S3 and SQS may. */
const TWIN_SHARE = 0.05;

/** Starts a whole Galeria with everything in front of it, behind it and between that the harness needs. */
export async function startChaosCloud(
  home: string,
  { seed, stack, visibilitySeconds }: Options,
  random: Random,
): Promise<ChaosCloud> {
  const proxies = new Map<Service, FaultProxy>();
  const events: S3Event[] = [];
  const seen = new Set<string>();
  const owed = new Set<string>();
  const closeAll = () => Promise.all([...proxies.values()].map((proxy) => proxy.close()));
  const config = { ...readConfig(), home, stack, port: 0 };
  const medium = await openMedium(home, seed);
  const cloud = await startCloud(config, {
    restartDelayMs: RESTART_DELAY_MS,
    cellEnvironment: medium.environment,
    front: async (service, endpoint) => {
      const proxy = await startProxy(service, endpoint, random.fork(proxies.size));
      proxies.set(service, proxy);
      return proxy.endpoint;
    },
    onEvent: async (event, send) => {
      // The outbox tries again until a delivery succeeds.
      if (!seen.has(event.body)) events.push(event);
      seen.add(event.body);
      owed.add(event.body);
      await Promise.all(random.chance(TWIN_SHARE) ? [send(), send()] : [send()]);
      owed.delete(event.body);
    },
  }).catch(async (error) => {
    await closeAll();
    throw error;
  });
  if (!Number.isNaN(visibilitySeconds)) await shortenVisibility(cloud, visibilitySeconds);
  // With versions, a rendition that is written once more is seen.
  await cloud.servers.s3.send(
    new PutBucketVersioningCommand({
      Bucket: placesOf(cloud).galleryBucket,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  return {
    cloud,
    proxies,
    medium,
    events,
    undelivered: () => owed.size,
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
