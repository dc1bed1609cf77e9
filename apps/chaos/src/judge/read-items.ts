import { createHash } from 'node:crypto';
import { fetchItem } from '@galeria/local/client';
import type { Found } from './findings.ts';

const AT_A_TIME = 6;

/** Reads each item and its original through the API. */
export async function readItems(
  { address }: { readonly address: string },
  ids: Iterable<string>,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const queue = [...ids];
  const read = async () => {
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
  await Promise.all(Array.from({ length: AT_A_TIME }, read));
  return found;
}

async function hashOfOriginal(address: string, id: string): Promise<string | undefined> {
  const response = await fetch(`${address}/media/${id}/original`);
  const bytes = await response.arrayBuffer();
  return response.ok ? createHash('sha256').update(Buffer.from(bytes)).digest('hex') : undefined;
}
