import { api, type Facets } from '../api/client.ts';
import type { FilterName } from '../store/address.ts';

export interface Suggestion {
  readonly filter: FilterName;
  readonly value: string;
  readonly count: number;
}

const SHOWN = 8;
/** Values of each property that are looked through. */
const VALUES = 200;
const FRESH_MS = 60_000;

const NAMES = ['place', 'tag', 'artist', 'album', 'camera', 'genre', 'lens'] as const;

let cached: { readonly at: number; readonly facets: Promise<Facets> } | undefined;

function facets(): Promise<Facets> {
  if (!cached || Date.now() - cached.at > FRESH_MS) {
    cached = { at: Date.now(), facets: api.facets({}, VALUES) };
  }
  return cached.facets;
}

/** Compares without case and accents, as the search does. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Returns the frequent values whose words begin with the query. */
export async function suggest(query: string): Promise<readonly Suggestion[]> {
  const all = await facets().catch(() => undefined);
  if (!all) {
    cached = undefined;
    return [];
  }
  const wanted = plain(query);
  const begins = (value: string) =>
    wanted === '' || plain(value).startsWith(wanted) || plain(value).includes(` ${wanted}`);
  return NAMES.flatMap((filter) =>
    all[filter]
      .filter(({ value }) => begins(value))
      .slice(0, wanted === '' ? 2 : SHOWN)
      .map(({ value, count }): Suggestion => ({ filter, value, count })),
  )
    .sort((one, other) => (wanted === '' ? 0 : other.count - one.count))
    .slice(0, SHOWN);
}
