import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { renditionKey } from '@galeria/media';
import { type MediaIndex, type MissingText, TEXT_PAGES, type TextPage } from '@galeria/media-index';
import type { FastifyBaseLogger } from 'fastify';
import { TEXTS } from '../limits.ts';

export interface TextsOptions {
  readonly index: Pick<MediaIndex, 'applyText' | 'missingTexts'>;
  readonly s3: S3Client;
  readonly galleryBucket: string;
  readonly log: FastifyBaseLogger;
}

/** Fetches the texts that the index lacks from the gallery bucket, one at a time. */
export function fetchTexts({ index, s3, galleryBucket, log }: TextsOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;
  /** Texts that could not be fetched, with the time of the next attempt. */
  const later = new Map<string, number>();

  async function fetchOne({ id, generation, text }: MissingText): Promise<void> {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: galleryBucket, Key: renditionKey(id, text) }),
      { abortSignal: signal },
    );
    const content = (await Body?.transformToString()) ?? '';
    await index.applyText({ id, generation, text, pages: pagesOf(content) });
  }

  async function due(): Promise<MissingText[]> {
    for (const [key, at] of later) if (at <= performance.now()) later.delete(key);
    const missing = await index.missingTexts(TEXTS.batch + later.size);
    return missing.filter((text) => !later.has(keyOf(text)));
  }

  async function run(): Promise<void> {
    for (;;) {
      try {
        for (const text of await due()) {
          signal.throwIfAborted();
          await fetchOne(text).catch((err: unknown) => {
            signal.throwIfAborted();
            later.set(keyOf(text), performance.now() + TEXTS.retryMs);
            log.debug({ err, id: text.id }, 'text not indexed, will retry');
          });
        }
      } catch (err) {
        signal.throwIfAborted();
        log.debug({ err }, 'texts not indexed, will retry');
      }
      await sleep(TEXTS.everyMs, undefined, { signal, ref: false });
    }
  }

  const running = run().catch(() => {});
  return {
    stop: async (): Promise<void> => {
      stopped.abort();
      await running;
    },
  };
}

const keyOf = ({ id, text }: MissingText): string => renditionKey(id, text);

/**
 * Splits a text at its form feeds, which separate pages. Without one, the text has no pages. The rest of
 * a text with more than `TEXT_PAGES` is one page.
 */
export function pagesOf(content: string): TextPage[] {
  if (!content.includes('\f')) return [{ text: content }];
  const texts = content.split('\f', TEXT_PAGES);
  const read = texts.reduce((sum, { length }) => sum + length + 1, 0);
  const rest = read < content.length ? [content.slice(read)] : [];
  return [...texts, ...rest].map((text, at) => ({ page: at + 1, text }));
}
