import type { FastifyBaseLogger } from 'fastify';
import { EXPIRY_CHECK_MS } from '../limits.ts';
import { isWhole, type UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { endUpload } from './end-upload.ts';
import { isExpired } from './find-upload.ts';
import { finish } from './finish.ts';
import type { Tus } from './options.ts';
import { isRefusal } from './refusals.ts';

/**
 * Deletes uploads that have expired, and finishes or refuses those whose bytes are all durable though
 * the process ended before it could answer.
 *
 * @returns a function that ends the checks
 */
export function startExpiry(tus: Tus, log: FastifyBaseLogger): () => void {
  const timer = setInterval(() => void tidy(tus, log), EXPIRY_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

export async function tidy(tus: Tus, log: FastifyBaseLogger, now: number = Date.now()) {
  const { spool, locks, expiresMs } = tus;
  await spool.ended.forgetBefore(now - expiresMs).catch((err) => log.warn({ err }, 'not removed'));
  for (const upload of spool.unfinished.all()) {
    // A request is using it.
    if (locks.isHeld(upload.id)) continue;
    const lock = await locks.acquire(upload.id);
    try {
      await settle(upload);
    } catch (err) {
      log.error({ err, folder: upload.folder }, 'resumable upload not settled, will retry');
    } finally {
      lock.release();
    }
  }

  async function settle(upload: UnfinishedUpload): Promise<void> {
    if (spool.unfinished.get(upload.id) !== upload) return;
    if (isExpired(upload, tus, now)) {
      await endUpload(tus, upload, 'expired');
      log.info({ bytes: upload.offset }, 'resumable upload expired');
    } else if (isWhole(upload) && !upload.description.partial) {
      await finishOrRefuse(upload);
    }
  }

  async function finishOrRefuse(upload: UnfinishedUpload): Promise<void> {
    try {
      await finish(tus, upload, log);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await endUpload(tus, upload, 'refused');
      log.info({ code: error.code, bytes: upload.offset }, 'resumable upload refused');
    }
  }
}
