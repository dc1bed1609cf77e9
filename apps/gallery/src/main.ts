import { isSettled, type MediaItem, type MediaSummary } from '@galeria/api/client';
import { createApi } from './api/client.ts';
import type { Context } from './context.ts';
import { createDetail } from './detail/detail.ts';
import { createFormat } from './format.ts';
import { createFeed } from './grid/feed.ts';
import { createGrid } from './grid/grid.ts';
import { createRoute } from './route.ts';
import { chooseLanguage, createTexts } from './texts.ts';
import { h } from './ui/dom.ts';
import { createHeader } from './ui/header.ts';
import { createKeyDialog } from './ui/key-dialog.ts';
import { createNothing } from './ui/nothing.ts';
import { createNotices } from './ui/notices.ts';
import { createSearch } from './ui/search.ts';
import { createWelcome } from './ui/welcome.ts';
import { fileSources } from './upload/sources.ts';
import { createUploads } from './upload/uploads.ts';
import { createWatch } from './watch.ts';

const { language, locale } = chooseLanguage(navigator.languages);
const texts = createTexts(language);
document.documentElement.lang = language;

const keyDialog = createKeyDialog(texts, () => header.showKey());
const api = createApi(keyDialog.ask);
const notices = createNotices();
const context: Context = { texts, format: createFormat(texts, locale), api, say: notices.say };

const watch = createWatch(api, { onItem, onGone });
const grid = createGrid(context, (id) => void renew(id));
const search = createSearch(texts, onSearch);
const nothing = createNothing(texts, search.clear);
const feed = createFeed(context, { query: search.query, onItems: onListed });
const uploads = createUploads(context, watch);
const files = fileSources(texts.text('drop'), uploads.add);
const header = createHeader(texts, search.element, files.choose);
const welcome = createWelcome(texts, files.choose);
const route = createRoute(onRoute);
const detail = createDetail(context, {
  step,
  hasNeighbour: (by) => neighbour(by) !== undefined,
  onRemoved(item) {
    const other = neighbour(1) ?? neighbour(-1);
    onGone(item.id);
    if (other) route.replace(other.id);
    else detail.hide();
  },
  onRetried: ({ id }) => watch.add(id),
  onClosed() {
    const last = route.id();
    route.leave();
    if (last !== undefined) grid.focus(last);
  },
});

function onListed(items: readonly MediaSummary[], isEnd: boolean): void {
  for (const item of items) {
    if (grid.get(item.id)?.status !== item.status) grid.put(item);
    if (!isSettled(item)) watch.add(item.id, item.status);
  }
  showEmptiness(isEnd);
}

/** What stands in an empty grid's place, once it is known to be empty. */
function showEmptiness(isEnd: boolean): void {
  const query = search.query();
  const isEmpty = isEnd && grid.size() === 0;
  welcome.hidden = !isEmpty || query !== '';
  nothing.show(isEmpty && query !== '' ? query : undefined);
}

function onSearch(): void {
  grid.clear();
  showEmptiness(false);
  void feed.restart();
}

function onItem(item: MediaItem): void {
  // Whether something new is among what is searched for, only the server can tell.
  if (search.query() === '' || grid.get(item.id)) grid.put(item);
  uploads.onItem(item);
  detail.refresh(item);
  showEmptiness(false);
}

function onGone(id: string): void {
  watch.remove(id);
  grid.remove(id);
  uploads.onGone(id);
  showEmptiness(true);
}

/** The addresses of a private gallery's pictures end after some hours: asks for new ones, once. */
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
  // The end of what is known may not be the end of the gallery.
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
  h('main', {}, welcome, nothing.element, grid.element, feed.element),
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
route.start();
