import { readRow } from '../galeria/records.ts';
import type { ChaosCloud } from '../run/cloud.ts';

/** An event of an item, as it arrived. */
export interface Arrival {
  readonly eventId: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  readonly status?: string;
  readonly item?: { readonly renditions: readonly { readonly url: string }[] };
}

/** The order in which an item reaches its states without retries. */
const ORDER = ['received', 'stored', 'processing', 'ready', 'failed'];

/**
 * Whether the item of an event cannot be read in its state, or a later one, from the cell that sent the
 * event, or its renditions not at all. Undefined where nothing answers.
 */
export async function isEarly(
  cloud: ChaosCloud,
  address: string,
  arrival: Arrival,
): Promise<boolean | undefined> {
  try {
    const isThere = await canBeRead(cloud, address, arrival);
    if (isThere !== false) return isThere === undefined ? undefined : false;
    // A later change explains it: a deletion, another upload, or a retry.
    const row = await readRow(cloud, arrival.id, 'ITEM');
    return Number(row?.version?.N ?? 0) <= arrival.version;
  } catch {
    return undefined;
  }
}

async function canBeRead(
  cloud: ChaosCloud,
  address: string,
  { id, type, status = '', item }: Arrival,
): Promise<boolean | undefined> {
  const response = await fetch(`${address}/media/${id}`);
  const body = (await response.json()) as { readonly status: string };
  if (response.status >= 500) return undefined;
  // A spool may have another upload of the picture by now.
  if (type === 'deleted') return response.status === 404 || body.status === 'received';
  if (response.status !== 200 || ORDER.indexOf(body.status) < ORDER.indexOf(status)) return false;
  for (const { url } of item?.renditions ?? []) {
    const rendition = await fetch(cloud.address + url, { method: 'HEAD' });
    if (rendition.status >= 500) return undefined;
    if (rendition.status !== 200) return false;
  }
  return true;
}
