import { type GalleryEvent, isSettled, type MediaSummary } from '@galeria/api/client';
import { createApi } from './api/client.ts';
import type { Context } from './context.ts';
import { createDetail } from './detail/detail.ts';
import { createFormat } from './format.ts';
import { createFeed } from './grid/feed.ts';
import { createGrid } from './grid/grid.ts';
import { createLive } from './live.ts';
import { createRoute } from './route.ts';
import { createStatusPolling } from './status-polling.ts';
import { chooseLanguage, createTexts } from './texts.ts';
import { h } from './ui/dom.ts';
import { createEmptyGallery } from './ui/empty-gallery.ts';
import { createEmptySearch } from './ui/empty-search.ts';
import { createHeader } from './ui/header.ts';
import { createKeyDialog } from './ui/key-dialog.ts';
import { createNotices } from './ui/notices.ts';
import { createSearch } from './ui/search.ts';
import { fileSources } from './upload/sources.ts';
import { createUploads } from './upload/uploads.ts';

const { language, locale } = chooseLanguage(navigator.languages);
const texts = createTexts(language);
document.documentElement.lang = language;

const keyDialog = createKeyDialog(texts, () => header.showKey());
const api = createApi(keyDialog.ask);
const notices = createNotices();
const context: Context = { texts, format: createFormat(texts, locale), api, say: notices.say };

const polling = createStatusPolling(api, { onItem, onRemoved });
const grid = createGrid(context, (id) => void renew(id));
const search = createSearch(texts, onSearch);
const emptySearch = createEmptySearch(texts, search.clear);
const feed = createFeed(context, { query: search.query, onItems: onListed });
const uploads = createUploads(context, polling);
const files = fileSources(texts.text('drop'), uploads.add);
const header = createHeader(texts, search.element, files.choose);
const emptyGallery = createEmptyGallery(texts, files.choose);
const route = createRoute(onRoute);
const detail = createDetail(context, {
  step,
  hasNeighbour: (by) => neighbour(by) !== undefined,
  onRemoved(item) {
    const other = neighbour(1) ?? neighbour(-1);
    onRemoved(item.id);
    if (other) route.replace(other.id);
    else detail.hide();
  },
  onRetried: ({ id }) => polling.add(id),
  onClosed() {
    for (const id of deletedWhileShown) onRemoved(id);
    deletedWhileShown.clear();
    const last = route.id();
    route.leave();
    if (last !== undefined) grid.focus(last);
  },
});

function onListed(items: readonly MediaSummary[], isEnd: boolean): void {
  for (const item of items) {
    if (grid.get(item.id)?.status !== item.status) grid.put(item);
    if (!isSettled(item)) polling.add(item.id, item.status);
  }
  updateEmptyState(isEnd);
}

/** Shows the empty state if the listing or search has no items. */
function updateEmptyState(isEnd: boolean): void {
  const query = search.query();
  const isEmpty = isEnd && grid.size() === 0;
  emptyGallery.hidden = !isEmpty || query !== '';
  emptySearch.show(isEmpty && query !== '' ? query : undefined);
}

function onSearch(): void {
  grid.clear();
  updateEmptyState(false);
  void feed.restart();
}

function onItem(item: MediaSummary): void {
  // During a search, only the server knows whether a new item matches.
  if ((search.query() === '' && feed.reaches(item)) || grid.get(item.id)) grid.put(item);
  uploads.onItem(item);
  detail.refresh(item);
  updateEmptyState(false);
}

/** Items that were deleted elsewhere while the dialog shows them. */
const deletedWhileShown = new Set<string>();

async function onEvent({ type, data }: GalleryEvent): Promise<void> {
  if (type === 'reset') return feed.refresh();
  const { id } = data;
  if (type === 'deleted') {
    if (detail.shownId() === id) deletedWhileShown.add(id);
    else onRemoved(id);
    return;
  }
  // The dialog also shows attempts and uploads.
  const isEnough = detail.shownId() !== id;
  const item = (isEnough && data.item) || (await api.item(id).catch(() => undefined));
  if (!item) return;
  if (isSettled(item)) polling.remove(id);
  onItem(item);
}

function onLive(isLive: boolean): void {
  polling.setLive(isLive);
  // What changed before the first event, and after the last one of a stream that was not resumed.
  if (isLive) void feed.refresh();
}

function onRemoved(id: string): void {
  polling.remove(id);
  grid.remove(id);
  uploads.onRemoved(id);
  updateEmptyState(true);
}

/**
 * Fetches new picture URLs once for an item of a private gallery, as signed URLs expire after some
 * hours.
 */
const renewed = new Set<string>();
async function renew(id: string): Promise<void> {
  if (renewed.has(id)) return;
  renewed.add(id);
  const item = await api.item(id).catch(() => undefined);
  if (item) grid.put(item);
}

const neighbour = (by: -1 | 1) => grid.neighbour(route.id() ?? '', by);

function step(by: -1 | 1): void {
  const other = neighbour(by);
  if (other) route.replace(other.id);
  // Load the next page when the last loaded items are near.
  if (by === 1 && !grid.neighbour(other?.id ?? '', 5)) void feed.load();
}

async function onRoute(id: string | undefined): Promise<void> {
  if (id === undefined) return detail.hide();
  const item = grid.get(id) ?? (await api.item(id).catch(() => undefined));
  if (item && route.id() === id) detail.show(item);
  if (!item) {
    context.say(texts.text('gone'));
    route.leave();
  }
}

document.body.append(
  header.element,
  h('main', {}, emptyGallery, emptySearch.element, grid.element, feed.element),
  uploads.element,
  detail.element,
  keyDialog.element,
  notices.element,
  ...files.elements,
);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void feed.refresh();
});
await feed.load();
createLive(api, { onEvent: (event) => void onEvent(event), onLive }).start();
route.start();
