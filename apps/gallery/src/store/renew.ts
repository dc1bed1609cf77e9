import { api } from '../api/client.ts';
import { put } from './items.ts';

/** Signed addresses last for an hour at least. */
const ONCE_IN_MS = 600_000;
const renewed = new Map<string, number>();

/** Fetches new picture addresses for an item of a private gallery, as signed ones expire. */
export function renew(id: string): void {
  if (Date.now() - (renewed.get(id) ?? 0) < ONCE_IN_MS) return;
  renewed.set(id, Date.now());
  api.item(id).then(put, () => renewed.delete(id));
}
