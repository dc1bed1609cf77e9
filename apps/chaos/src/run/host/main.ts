import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { startCloud } from '@galeria/local/cloud';
import { readConfig } from '@galeria/local/config';
import { lockDataFolder } from '@galeria/local/data-folder';
import type { Servers, Service } from '@galeria/local/servers';
import { say } from '@galeria/local/terminal';
import { type FaultProxy, startProxy } from '../../faults/proxy.ts';
import { limitRetryDelays } from '../../faults/retry-delays.ts';
import { createRandom } from '../../random.ts';
import { createCalls } from './calls.ts';
import type { HostSettings, Message, Request } from './protocol.ts';

/**
 * Runs Galeria in a process of its own, with fault proxies in front of its servers. The harness calls
 * it over Node's IPC channel, and gets every event that S3 emits.
 */
const settings = JSON.parse(process.argv[2] ?? '') as HostSettings;

const RESTART_DELAY_MS = 100;

/** Share of the events that are delivered twice at once, as S3 and SQS may. */
const DUPLICATE_SHARE = 0.05;

const config = readConfig();
const random = createRandom(settings.seed);
const proxies = new Map<Service, FaultProxy>();
const undelivered = new Set<string>();
const send = (message: Message) => void process.send?.(message);

await lockDataFolder(config.home);
const cloud = await startCloud(config, {
  restartDelayMs: RESTART_DELAY_MS,
  cellEnvironment: settings.cellEnvironment,
  front: async (service, endpoint) => {
    const { longestDelay } = settings;
    const isLimited = service === 'sqs' && longestDelay !== undefined;
    const rewrite = isLimited ? limitRetryDelays(longestDelay) : undefined;
    const proxy = await startProxy(service, endpoint, random.fork(proxies.size), rewrite);
    proxies.set(service, proxy);
    return proxy.endpoint;
  },
  onEvent: async (event, deliver) => {
    send({ event });
    undelivered.add(event.body);
    await Promise.all(random.chance(DUPLICATE_SHARE) ? [deliver(), deliver()] : [deliver()]);
    undelivered.delete(event.body);
  },
  prepare: async (servers, { galleryBucket }) => {
    if (settings.visibility !== undefined) await setVisibility(servers, settings.visibility);
    // Versions show a rendition that is written again.
    await servers.s3.send(
      new PutBucketVersioningCommand({
        Bucket: String(galleryBucket),
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
  },
});

async function setVisibility({ declared, sqs }: Servers, seconds: number): Promise<void> {
  for (const { url } of declared.queues.values()) {
    const Attributes = { VisibilityTimeout: String(seconds) };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  }
}

const calls = createCalls({ cloud, home: config.home, proxies, undelivered });

async function answer({ request, name, args }: Request): Promise<void> {
  try {
    const call = calls[name] as (...args: readonly unknown[]) => unknown;
    send({ request, result: await call(...args) });
  } catch (error) {
    send({ request, error: String(error) });
  }
}
process.on('message', (message) => void answer(message as Request));
say(`Galeria is running at ${cloud.address}`);
