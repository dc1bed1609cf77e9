import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/**
 * Opens a file, or a range of it (both ends inclusive), for one request and closes it afterwards. The
 * SDK does not listen for errors of a body, and does not close a body that it has not read.
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
