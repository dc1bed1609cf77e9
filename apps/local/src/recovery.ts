import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditPolicy, openCatalog } from '@galeria/catalog';
import {
  createEraser,
  dispatch,
  type RecoveryTools,
  recoverMissing,
  sendAgain,
} from '@galeria/cloud';
import type { Log } from './log.ts';
import type { Outputs } from './program/run.ts';
import type { Servers } from './servers.ts';
import { counted, say } from './terminal.ts';

/**
 * Delay before messages are sent for items that were waiting at the start. Longer than a lease (15 s),
 * so that the leases of the last run's processors have expired.
 */
const SEND_AGAIN_AFTER_MS = 20_000;

/** Maximum time that `stop` waits for running recoveries. */
const STOP_MS = 2_000;

/** Delay before a failed step is retried. */
const RETRY_MS = 30_000;

export interface RecoveryOptions {
  readonly servers: Pick<Servers, 's3' | 'sqs' | 'dynamodb'>;
  /** The outputs of the Pulumi program. */
  readonly outputs: Outputs;
  readonly log: Log;
}

/**
 * Recovers data that a power cut removed from the catalog and the queues, in the background: first
 * uploads and items of stored originals, then messages for items that have been waiting since before
 * this start. Each step is retried until it succeeds.
 */
export function startRecovery({ servers, outputs, log }: RecoveryOptions) {
  const startedAt = new Date().toISOString();
  const stopping = new AbortController();
  const { signal } = stopping;
  const tools = toolsFor(servers, outputs);

  async function recover(): Promise<void> {
    const begun = performance.now();
    const recovered = await recoverMissing(tools, signal);
    const ms = Math.round(performance.now() - begun);
    log('local', { message: 'compared the catalog with the originals', ...recovered, ms });
    const { registered, restored, resumed } = recovered;
    if (registered + restored + resumed === 0) return;
    say(
      `Recovered from the originals bucket: ${counted(registered, 'upload')} registered again, ` +
        `${counted(restored, 'item')} created again, ${counted(resumed, 'item')} queued for processing`,
    );
  }

  async function resendMessages(): Promise<void> {
    const sent = await sendAgain(tools, startedAt, signal);
    log('local', { message: 'sent messages for waiting items', sent });
    if (sent > 0) say(`Queued ${counted(sent, 'item')} of the last run for processing again`);
  }

  async function untilDone(step: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (signal.aborted) return;
        log('local', { message: 'recovery failed; it will be retried', error: String(error) });
        await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async function run(): Promise<void> {
    await untilDone(recover);
    const waited = Date.now() - Date.parse(startedAt);
    await sleep(Math.max(0, SEND_AGAIN_AFTER_MS - waited), undefined, { signal }).catch(
      () => undefined,
    );
    if (!signal.aborted) await untilDone(resendMessages);
  }

  const done = run();
  return {
    /** Stops after the current item. The next start repeats the recovery. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.race([done, sleep(STOP_MS)]);
    },
  };
}

function toolsFor(
  { s3, sqs, dynamodb }: RecoveryOptions['servers'],
  outputs: Outputs,
): RecoveryTools {
  const { table, originalsBucket, galleryBucket, queues, audit } = outputs as {
    table: string;
    originalsBucket: string;
    galleryBucket: string;
    queues: Readonly<Record<string, string>>;
    audit: AuditPolicy;
  };
  const catalog = openCatalog({ table, dynamodb });
  return {
    s3,
    catalog,
    originalsBucket,
    audit,
    erase: createEraser({ s3, catalog, originalsBucket, galleryBucket }),
    dispatch: (original) => dispatch({ sqs, queues, originalsBucket }, original),
  };
}
