import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/**
 * Sends the bytes of a file, or of a range of it (both ends inclusive). The SDK neither listens to
 * the errors of a body nor closes one that it did not come to read: both happen here.
 */
export async function withBytes<Result>(
  path: string,
  range: { start?: number; end?: number },
  send: (body: Readable) => Promise<Result>,
): Promise<Result> {
  const body = (await open(path)).createReadStream(range);
  const unreadable = new Promise<never>((_, reject) => body.once('error', reject));
  try {
    return await Promise.race([send(body), unreadable]);
  } finally {
    body.destroy();
  }
}
