import { type Link, readItems, type SharedItem } from './api.ts';
import { h } from './dom.ts';
import { picture, ratioOf } from './picture.ts';
import { message } from './states.ts';
import type { Text } from './texts.ts';
import { createViewer } from './viewer.ts';

export interface GalleryOptions {
  readonly text: Text;
  readonly locale: string;
  readonly link: Link;
  /** Called with the error of a page after the first. */
  readonly failed: (error: unknown) => void;
}

/** The items of a share, page by page. Throws where the first page cannot be read. */
export async function gallery({
  text,
  locale,
  link,
  failed,
}: GalleryOptions): Promise<HTMLElement> {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const nameOf = ({ title, date }: SharedItem): string =>
    title ?? day.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
  const items: SharedItem[] = [];
  let cursor: string | undefined;
  let loading: Promise<void> | undefined;
  const grid = h('ul', { class: 'grid' });
  const more = h('button', { type: 'button', class: 'button', click: loadMore }, text('more'));
  const viewer = createViewer({ text, nameOf, items, nearEnd: loadMore });

  async function load(): Promise<void> {
    const before = items.length;
    // A page can be empty although others follow.
    do {
      const page = await readItems(cursor);
      ({ cursor } = page);
      items.push(...page.items);
      grid.append(...page.items.map(tile));
    } while (items.length === before && cursor !== undefined);
    more.hidden = cursor === undefined;
    viewer.update();
  }

  function loadMore(): void {
    if (loading || cursor === undefined) return;
    loading = load()
      .catch(failed)
      .finally(() => {
        loading = undefined;
      });
  }

  function tile(item: SharedItem): HTMLElement {
    const { kind, artist } = item;
    const name = nameOf(item);
    const shown = picture(item, '(max-width: 600px) 50vw, 320px', true);
    const caption = h('span', { class: 'caption' }, name, artist !== undefined && ` – ${artist}`);
    const button = h(
      'button',
      {
        type: 'button',
        class: `tile ${kind}`,
        'aria-label': text('open', { name }),
        click: () => viewer.open(item),
      },
      shown,
      (!shown || kind !== 'image') && caption,
    );
    const entry = h('li', {}, button);
    entry.style.setProperty('--ratio', String(ratioOf(item)));
    return entry;
  }

  await load();
  if (items.length === 0) return message(text('emptyTitle'), text('emptyText'));
  const end = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const until = text('until', { date: end.format(new Date(link.expiresAt)) });
  return h(
    'main',
    {},
    h('header', {}, h('h1', {}, link.title ?? 'Galeria'), h('p', {}, until)),
    grid,
    h('p', { class: 'more' }, more),
    viewer.dialog,
  );
}
