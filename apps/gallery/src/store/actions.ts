import { batch, signal } from '@preact/signals';
import { api, type Edit } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { Problem } from '../api/problem.ts';
import { text } from '../i18n.ts';
import { source } from '../sources/of-route.ts';
import type { TextName } from '../texts.ts';
import { patch, peekItem, put } from './items.ts';
import { say } from './notices.ts';

/** Items that one request edits. */
const BATCH = 1_000;
/** Concurrent requests of actions that the API has for one item alone. */
const PARALLEL = 4;

/** What is under way: shown while an action takes more than one request. */
export const progress = signal<{ readonly done: number; readonly all: number } | undefined>(
  undefined,
);

/** Runs a step for each part, and reports the progress. Returns the first problem. */
async function inParts<Part>(
  parts: readonly Part[],
  sizeOf: (part: Part) => number,
  step: (part: Part) => Promise<void>,
  parallel: number,
): Promise<unknown> {
  const all = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  const rest = [...parts];
  let done = 0;
  let problem: unknown;
  const work = async () => {
    for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
      await step(part).catch((error: unknown) => {
        problem ??= error;
      });
      done += sizeOf(part);
      if (parts.length > 1) progress.value = { done, all };
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  progress.value = undefined;
  if (problem !== undefined) say(errorMessage(problem));
  return problem;
}

/** Shows the items again as the server has them, in the listing too. */
function take(ids: readonly string[]): void {
  const list = source.peek();
  batch(() => {
    for (const id of ids) {
      const item = peekItem(id);
      if (item) list?.onItem(item);
    }
  });
}

interface BatchAnswer {
  readonly items: readonly { readonly result: string; readonly code?: string }[];
}

/** Sends requests for up to `BATCH` items each. Returns whether all items were changed. */
async function inBatches(
  ids: readonly string[],
  send: (part: readonly string[]) => Promise<BatchAnswer>,
): Promise<boolean> {
  const parts = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) =>
    ids.slice(at * BATCH, (at + 1) * BATCH),
  );
  const step = async (part: readonly string[]) => {
    const { items } = await send(part);
    const bad = items.find(({ result }) => result === 'refused' || result === 'failed');
    if (bad) throw new Problem(bad.code ?? 'failed', 409, text('someFailed'));
  };
  return (await inParts(parts, ({ length }) => length, step, 1)) === undefined;
}

/** Sends a request for each item. Returns the items for which it succeeded. */
async function forEach(
  ids: readonly string[],
  act: (id: string) => Promise<unknown>,
): Promise<string[]> {
  const done: string[] = [];
  const step = async (id: string) => {
    await act(id);
    done.push(id);
  };
  await inParts(ids, () => 1, step, PARALLEL);
  return done;
}

/** Makes the same edit of many items. */
const editMany = (ids: readonly string[], edit: Edit): Promise<boolean> =>
  inBatches(ids, (part) => api.editMany(part, edit));

/** Sets a mark at once, and takes it back if the server refuses it. */
async function mark(
  ids: readonly string[],
  name: 'favourite' | 'archived',
  value: boolean,
): Promise<boolean> {
  const undo = ids.map((id) => patch(id, { [name]: value }));
  take(ids);
  const isDone = await editMany(ids, { [name]: value });
  if (!isDone) {
    for (const back of undo) back();
    take(ids);
  }
  return isDone;
}

interface MarkTexts {
  readonly on: TextName;
  readonly off: TextName;
}

const MARKS = {
  favourite: { on: 'favouriteAdded', off: 'favouriteRemoved' },
  archived: { on: 'archivedDone', off: 'unarchived' },
} as const satisfies Record<string, MarkTexts>;

/** Marks items as favourites or as archived, or takes the mark off, with an undo. */
export async function setMark(
  ids: readonly string[],
  name: keyof typeof MARKS,
  value: boolean,
): Promise<void> {
  const changed = ids.filter((id) => (peekItem(id)?.[name] ?? false) !== value);
  if (changed.length === 0 || !(await mark(changed, name, value))) return;
  const { on, off } = MARKS[name];
  say(text(value ? on : off, { count: changed.length }), {
    label: text('undo'),
    run: () => void mark(changed, name, !value),
  });
}

const leave = (ids: readonly string[]) => source.peek()?.onRemoved(new Set(ids));

/** Moves items to the bin, with an undo. */
export async function moveToBin(ids: readonly string[]): Promise<boolean> {
  const gone = await forEach(ids, api.remove);
  leave(gone);
  if (gone.length === 0) return false;
  const name = gone.length === 1 ? peekItem(gone[0] ?? '')?.original.filename : undefined;
  const sentence =
    name === undefined ? text('movedToBin', { count: gone.length }) : text('deleted', { name });
  say(sentence, { label: text('undo'), run: () => void restore(gone, false) });
  return true;
}

/** Takes items out of the bin. */
export async function restore(ids: readonly string[], isSaid = true): Promise<boolean> {
  const back = await forEach(ids, async (id) => {
    await api.restore(id);
    const item = await api.item(id).catch(() => undefined);
    if (item) put(item);
  });
  const inBin = back.filter((id) => peekItem(id)?.binnedAt !== undefined);
  leave(inBin);
  await source.peek()?.refresh();
  if (isSaid && back.length > 0) say(text('restored', { count: back.length }));
  return back.length > 0;
}

/** Deletes items for good. */
export async function erase(ids: readonly string[]): Promise<boolean> {
  const gone = await forEach(ids, api.erase);
  leave(gone);
  if (gone.length > 0) say(text('erased', { count: gone.length }));
  return gone.length > 0;
}

/** Processes failed items again. */
export async function retryItems(ids: readonly string[]): Promise<void> {
  await forEach(ids, api.retry);
}

/** Adds or removes tags, with an undo that leaves the tags that an item had before. */
export async function changeTags(
  ids: readonly string[],
  change: { readonly add?: string[]; readonly remove?: string[] },
): Promise<void> {
  const { add = [], remove = [] } = change;
  const having = (tag: string) => ids.filter((id) => peekItem(id)?.tags?.includes(tag));
  const had = new Map([...add, ...remove].map((tag) => [tag, new Set(having(tag))]));
  if (!(await editMany(ids, { tags: change }))) return;
  const run = async () => {
    for (const tag of add) {
      const changed = ids.filter((id) => !had.get(tag)?.has(id));
      await editMany(changed, { tags: { remove: [tag] } });
    }
    for (const tag of remove) await editMany([...(had.get(tag) ?? [])], { tags: { add: [tag] } });
  };
  say(text('tagged', { count: ids.length }), { label: text('undo'), run: () => void run() });
}

/** Shifts dates by seconds from those of the files, with an undo that restores edited dates. */
export async function shiftDates(ids: readonly string[], shift: number): Promise<void> {
  const edited = new Map<string, string>();
  for (const id of ids) {
    const item = peekItem(id);
    if (item?.edited?.includes('date')) {
      edited.set(id, `${item.date.slice(0, 19)}${item.offset ?? ''}`);
    }
  }
  if (!(await editMany(ids, { date: { shift } }))) return;
  await source.peek()?.refresh();
  const run = async () => {
    const unedited = ids.filter((id) => !edited.has(id));
    await editMany(unedited, { date: null });
    await forEach([...edited.keys()], (id) => api.edit(id, { date: edited.get(id) ?? null }));
    await source.peek()?.refresh();
  };
  say(text('dateShifted', { count: ids.length }), { label: text('undo'), run: () => void run() });
}

/** Adds items to an album, or removes them from it, with an undo. */
export async function changeAlbum(
  album: string,
  ids: readonly string[],
  way: 'add' | 'remove',
): Promise<boolean> {
  const send = (how: 'add' | 'remove', some: readonly string[]) =>
    inBatches(some, (part) => api.changeAlbum(album, { [how]: [...part] }));
  const isIn = (id: string) => peekItem(id)?.albums?.includes(album) ?? false;
  const changed = way === 'add' ? ids.filter((id) => !isIn(id)) : ids;
  if (!(await send(way, ids))) return false;
  if (way === 'remove') leave(ids);
  const run = async () => {
    await send(way === 'add' ? 'remove' : 'add', changed);
    await source.peek()?.refresh();
  };
  const said = text(way === 'add' ? 'addedToAlbum' : 'removedFromAlbum', { count: ids.length });
  say(said, { label: text('undo'), run: () => void run() });
  return true;
}
