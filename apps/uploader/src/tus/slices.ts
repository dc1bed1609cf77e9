import { CHECKPOINT } from '../limits.ts';

/**
 * Cuts a stream into pieces, after each of which the bytes are made durable. A piece ends by size or
 * time, so that a slow upload loses little when the uploader is killed.
 */
export async function* slices(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<AsyncIterable<Buffer>, void, void> {
  const source = chunks[Symbol.asyncIterator]();
  let isDone = false;

  async function* slice(): AsyncGenerator<Buffer, void, void> {
    const until = performance.now() + CHECKPOINT.ms;
    for (let bytes = 0; bytes < CHECKPOINT.bytes && performance.now() < until; ) {
      const next = await source.next();
      isDone = next.done === true;
      if (next.done) return;
      bytes += next.value.length;
      yield next.value;
    }
  }

  while (!isDone) yield slice();
}
