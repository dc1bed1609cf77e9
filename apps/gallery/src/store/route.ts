import { computed, signal } from '@preact/signals';
import { type Address, addressOf, readAddress } from './address.ts';

/** What the URL says: the view, the search, its filters and the open item. */
export const route = signal<Address>(readAddress(location));

export const openId = computed(() => route.value.item);

/** The route without the open item, as a text that changes only with the listing. */
export const listing = computed(() => addressOf({ ...route.value, item: undefined }));

interface Entry {
  /** Whether the previous history entry is the same listing without the item. */
  readonly fromList?: boolean;
  /** Where the listing was scrolled to. */
  readonly anchor?: Anchor | undefined;
}

/** A place in a listing: an item or a section, and its distance from the top of the window. */
export interface Anchor {
  readonly section: string;
  readonly id?: string | undefined;
  /** The index of the item in its section. */
  readonly index: number;
  readonly offset: number;
}

const entry = (): Entry => (history.state as Entry | null) ?? {};

export const savedAnchor = (): Anchor | undefined => entry().anchor;

export function saveAnchor(anchor: Anchor | undefined): void {
  history.replaceState({ ...entry(), anchor }, '');
}

/** Shows another listing, in a new history entry unless `replace`. */
export function go(to: Partial<Address>, { replace = false } = {}): void {
  const next: Address = { ...route.peek(), item: undefined, ...to };
  const address = addressOf(next);
  if (replace) history.replaceState({}, '', address);
  else history.pushState({}, '', address);
  route.value = next;
}

/** Opens an item over the listing. */
export function open(id: string): void {
  const next = { ...route.peek(), item: id };
  history.pushState({ fromList: true, anchor: entry().anchor }, '', addressOf(next));
  route.value = next;
}

/** Shows another item without a new history entry. */
export function step(id: string): void {
  const next = { ...route.peek(), item: id };
  history.replaceState(entry(), '', addressOf(next));
  route.value = next;
}

/** Returns from the item to the listing. */
export function closeItem(): void {
  if (route.peek().item === undefined) return;
  if (entry().fromList) {
    history.back();
    return;
  }
  const next = { ...route.peek(), item: undefined };
  history.replaceState({}, '', addressOf(next));
  route.value = next;
}

const read = () => {
  route.value = readAddress(location);
};
addEventListener('popstate', read);
addEventListener('hashchange', read);
// The page restores its own place: the browser does not know the height of the listing.
history.scrollRestoration = 'manual';
