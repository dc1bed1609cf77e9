import { createHash } from 'node:crypto';
import type { LocalCloud } from '../src/cloud.ts';
import { fetchItem } from '../src/send/client.ts';
import type { Found } from './findings.ts';

const AT_A_TIME = 6;

/** Looks, as a user would, at what became of each id: its item, and its bytes. */
export async function lookAt(
  { address }: LocalCloud,
  ids: Iterable<string>,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const queue = [...ids];
  const look = async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const item = await fetchItem({ address }, id);
      if (!item) continue;
      const failure = item.failure?.code;
      found.set(id, {
        status: item.status,
        ...(failure ? { failure } : {}),
        filenames: item.uploads.map(({ filename }) => filename),
        outcomes: item.attempts.map(({ outcome }) => outcome ?? 'open'),
        exactBytes: (await hashOfOriginal(address, id)) === id,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, look));
  return found;
}

async function hashOfOriginal(address: string, id: string): Promise<string | undefined> {
  const response = await fetch(`${address}/media/${id}/original`);
  const bytes = await response.arrayBuffer();
  return response.ok ? createHash('sha256').update(Buffer.from(bytes)).digest('hex') : undefined;
}
