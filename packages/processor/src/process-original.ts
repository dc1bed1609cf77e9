import { dirname } from 'node:path';
import type { AttemptEnd, Claim, RenditionRecord } from '@galeria/catalog';
import {
  type Derivation,
  type Derive,
  MediaError,
  type MediaId,
  originalKey,
  recipeOf,
} from '@galeria/media';
import { ulid } from 'ulid';
import { startAttempt } from './attempt.ts';
import type { Config } from './config.ts';
import { LeaseHeldError } from './errors.ts';
import { identify, type OpenOriginal, openOriginal, withFetched } from './fetch.ts';
import { keepLease, LEASE_SECONDS } from './lease.ts';
import type { Log } from './log.ts';
import { publish } from './publish.ts';
import type { Services } from './services.ts';
import { withdraw } from './withdraw.ts';

export interface Context {
  readonly config: Config;
  readonly services: Services;
  readonly derive: Derive;
  readonly log: Log;
}

/**
 * Takes one original through the house: return = done, throw = again.
 *
 * The object is asked for before the item is claimed: an original that was deleted ends here without
 * a trace in the catalog, and every later log line can name the upload.
 */
export async function processOriginal(context: Context, id: MediaId): Promise<void> {
  const { config, services } = context;
  const original = await openOriginal(
    services.s3,
    config.originalsBucket,
    originalKey(config.kind.name, id),
  );
  if (!original) {
    context.log.info('original is gone', { id });
    return;
  }
  const log = context.log.with({ id, upload: original.upload });
  try {
    const claim = await takeLease({ ...context, log }, id, original);
    if (claim) await attempt({ ...context, log }, claim, original);
  } finally {
    original.body.destroy();
  }
}

async function takeLease(
  { config: { kind }, services: { catalog }, log }: Context,
  id: MediaId,
  { size }: OpenOriginal,
): Promise<Claim | undefined> {
  const taken = await catalog.claim(id, {
    kind: kind.name,
    owner: ulid(),
    leaseSeconds: LEASE_SECONDS,
    size,
  });
  if (taken.outcome === 'claimed') return taken.claim;
  if (taken.outcome === 'busy') throw new LeaseHeldError(taken.seconds);
  log.info('nothing to do', { outcome: taken.outcome });
  return undefined;
}

/** One entry of the ledger: what was claimed is completed, failed or released, and never just left. */
async function attempt(context: Context, claim: Claim, original: OpenOriginal): Promise<void> {
  const { config, services, derive, log } = context;
  const end = startAttempt();
  const letGo = keepLease(services, claim, log);
  try {
    await withFetched(original, config.kind, async (fetched) => {
      const source = identify(claim.id, fetched);
      const derivation = await derive(source);
      const renditions = await publish(
        services.s3,
        config.galleryBucket,
        { id: claim.id, folder: dirname(source.path) },
        derivation.renditions,
      );
      await record(context, claim, derivation, renditions, end({ outcome: 'ready' }));
    });
  } catch (error) {
    if (error instanceof MediaError) {
      const { code, message } = error;
      await services.catalog.fail(claim, {
        code,
        message,
        attempt: end({ outcome: 'failed', code }),
      });
      log.warn('failed', { code, error });
      return;
    }
    await release(context, claim, end({ outcome: 'transient', code: nameOf(error) }));
    throw error;
  } finally {
    letGo();
  }
}

async function record(
  { config, services, log }: Context,
  claim: Claim,
  { mimeType, metadata, note }: Derivation,
  renditions: RenditionRecord[],
  attempt: AttemptEnd,
): Promise<void> {
  const recipe = recipeOf(config.kind);
  const completion = { mimeType, metadata, renditions, recipe, note, attempt };
  if (await services.catalog.complete(claim, completion)) {
    log.info('ready', { mimeType, renditions: renditions.length, ...attempt });
    return;
  }
  log.warn('superseded: deleted or taken over meanwhile');
  await withdraw(services, claim);
}

/** The fault itself is what the caller must hear of; without a release, the lease just lapses. */
async function release({ services, log }: Context, claim: Claim, attempt: AttemptEnd) {
  try {
    if (!(await services.catalog.release(claim, { attempt }))) await withdraw(services, claim);
  } catch (error) {
    log.warn('the lease could not be given back', { error });
  }
}

function nameOf(error: unknown): string {
  if (!Error.isError(error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
