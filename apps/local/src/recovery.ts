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
import { say } from './terminal.ts';

/**
 * Items that were waiting when this Galeria started are left to their own messages for so long: more
 * than a lease (15 s), so that the lease of a processor that died with the last run has lapsed.
 */
const SEND_AGAIN_AFTER_MS = 20_000;

/** A stop waits so long for the items that are being recovered. */
const STOP_MS = 2_000;

/** Before a step that failed is tried again. */
const RETRY_MS = 30_000;

export interface RecoveryOptions {
  readonly servers: Pick<Servers, 's3' | 'sqs' | 'dynamodb'>;
  /** Of the Pulumi program. */
  readonly outputs: Outputs;
  readonly log: Log;
}

/**
 * Brings back, in the background, what a power cut took from the catalog and from the queues: first
 * uploads and items whose original is stored, then messages for items that were waiting before this
 * start and that nobody has taken since. Each step is tried again until it succeeds.
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
      `recovered what the catalog had lost: ${registered} uploads registered again, ` +
        `${restored} items created again, ${resumed} items sent to processing`,
    );
  }

  async function resendMessages(): Promise<void> {
    const sent = await sendAgain(tools, startedAt, signal);
    log('local', { message: 'sent messages for waiting items', sent });
    if (sent > 0)
      say(`${sent} items were still waiting from the last run: sent to processing again`);
  }

  async function untilDone(step: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (signal.aborted) return;
        log('local', { message: 'recovery failed, will be tried again', error: String(error) });
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
    /** Ends it between two items; the next start does it again. */
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
