import { dirname } from 'node:path';
import type { AttemptEnd, Claim, RenditionRecord } from '@galeria/catalog';
import {
  type Derivation,
  type Derive,
  type Kind,
  MediaError,
  type MediaId,
  type Metadata,
  originalKey,
  type Rendition,
  recipeOf,
} from '@galeria/media';
import { ulid } from 'ulid';
import { startAttempt } from './attempt.ts';
import type { Config } from './config.ts';
import { LeaseHeldError } from './errors.ts';
import { identify, type OpenOriginal, openOriginal, withFetched } from './fetch.ts';
import { keepLease, LEASE_SECONDS } from './lease.ts';
import { causesOf, type Log } from './log.ts';
import { publish } from './publish.ts';
import type { Services } from './services.ts';

export interface Context<K extends Kind> {
  readonly config: Config;
  readonly kind: K;
  readonly services: Services;
  readonly derive: Derive<Rendition, Metadata<K>>;
  readonly log: Log;
}

/**
 * Processes one original. Returns when the message is done; throws when SQS is to deliver it again.
 *
 * The object is requested before the item is claimed: an original that was deleted leaves no attempt in
 * the catalog, and every later log line names the upload.
 */
export async function processOriginal<K extends Kind>(
  context: Context<K>,
  id: MediaId,
): Promise<void> {
  const { config, kind, services } = context;
  const original = await openOriginal(services.s3, config.originalsBucket, originalKey(kind, id));
  if (!original) {
    context.log.info('original was deleted', { id });
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

async function takeLease<K extends Kind>(
  { kind, services: { catalog }, log }: Context<K>,
  id: MediaId,
  { size }: OpenOriginal,
): Promise<Claim<K> | undefined> {
  const taken = await catalog.claim(id, {
    kind,
    owner: ulid(),
    leaseSeconds: LEASE_SECONDS,
    size,
  });
  if (taken.outcome === 'claimed') return taken.claim;
  if (taken.outcome === 'busy') throw new LeaseHeldError(taken.seconds);
  log.info('nothing to do', { outcome: taken.outcome });
  return undefined;
}

/** Makes one attempt, which always ends by completing, failing or releasing the claim. */
async function attempt<K extends Kind>(
  context: Context<K>,
  claim: Claim<K>,
  original: OpenOriginal,
): Promise<void> {
  const { config, services, derive, log } = context;
  const end = startAttempt();
  const stopRenewal = keepLease(services, claim, log);
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
      // A fault of the file, so that a stack would tell nothing.
      log.warn('failed', { code, detail: error.detail, causes: causesOf(error) });
      return;
    }
    await release(context, claim, end({ outcome: 'transient', code: nameOf(error) }));
    throw error;
  } finally {
    stopRenewal();
  }
}

async function record<K extends Kind>(
  { config, services, log }: Context<K>,
  claim: Claim<K>,
  { mimeType, metadata, note }: Derivation<Rendition, Metadata<K>>,
  renditions: RenditionRecord[],
  attempt: AttemptEnd,
): Promise<void> {
  const recipe = recipeOf(config.kind);
  const completion = { mimeType, metadata, renditions, recipe, note, attempt };
  if (await services.catalog.complete(claim, completion)) {
    log.info('ready', { mimeType, renditions: renditions.length, ...attempt });
    return;
  }
  log.warn('superseded by a deletion or another processor');
  await removeOrphanedRenditions(services, claim);
}

/** Logs its own errors only, so that the caller gets the fault itself. Without a release, the lease lapses. */
async function release({ services, log }: Context<Kind>, claim: Claim, attempt: AttemptEnd) {
  try {
    const released = await services.catalog.release(claim, { attempt });
    if (!released) await removeOrphanedRenditions(services, claim);
  } catch (error) {
    log.warn('lease not released', { error });
  }
}

/**
 * Deletes renditions that were published after the claim was lost to a deletion, which may have listed
 * the bucket before. If another processor took the item over instead, it publishes the same renditions
 * under the same keys, and none is deleted.
 */
async function removeOrphanedRenditions({ catalog, erase }: Services, claim: Claim): Promise<void> {
  if (await catalog.wasDeleted(claim)) await erase(claim);
}

function nameOf(error: unknown): string {
  if (!Error.isError(error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
