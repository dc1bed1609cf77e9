import { isSettled, type MediaSummary } from '@galeria/api/client';
import { api } from '../api/client.ts';
import { meaning, text } from '../i18n.ts';
import { put } from '../store/items.ts';
import { canRetry } from './failures.ts';
import { set } from './tally.ts';
import type { Upload } from './upload.ts';

/** How often the states of accepted files are asked for while no events arrive, in milliseconds. */
const INTERVAL_MS = 2_000;
/** While events arrive, asking only finds what they do not tell of, such as a file in quarantine. */
const LIVE_INTERVAL_MS = 20_000;
/** Ids in one request. */
const MOST_IDS = 1_000;
/** Answers without an item until it counts as deleted: it may be in the spool of another cell. */
const MOST_MISSING = 20;

const followed = new Map<string, Set<Upload>>();
const missing = new Map<string, number>();
let isLive = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Follows an accepted file until it is processed. */
export function follow(upload: Upload, id: string): void {
  const others = followed.get(id) ?? new Set();
  followed.set(id, others.add(upload));
  // The item may be settled already: events tell of changes alone.
  if (upload.state.peek().duplicate) void ask([id]);
  schedule();
}

export function unfollow(upload: Upload): void {
  const { item = '' } = upload.state.peek();
  const others = followed.get(item);
  others?.delete(upload);
  if (others?.size === 0) followed.delete(item);
}

/** Call it when events begin or cease to arrive. */
export function setLive(value: boolean): void {
  isLive = value;
  clearTimeout(timer);
  timer = undefined;
  if (followed.size > 0) void askAll();
}

function schedule(): void {
  if (timer !== undefined || followed.size === 0) return;
  timer = setTimeout(() => void askAll(), isLive ? LIVE_INTERVAL_MS : INTERVAL_MS);
}

async function askAll(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const ids = [...followed.keys()];
  for (let at = 0; at < ids.length; at += MOST_IDS) await ask(ids.slice(at, at + MOST_IDS));
  schedule();
}

/** Asks for the states of many items in one request. */
async function ask(ids: readonly string[]): Promise<void> {
  const answer = await api.known(ids).catch(() => undefined);
  if (!answer) return;
  const states = new Map(answer.items.map(({ id, status }) => [id, status]));
  for (const id of ids) {
    const status = states.get(id);
    if (status === undefined) countMissing(id);
    else if (isSettled({ status })) await settle(id);
    else for (const upload of followed.get(id) ?? []) set(upload, { message: text(status) });
  }
}

function countMissing(id: string): void {
  const count = (missing.get(id) ?? 0) + 1;
  missing.set(id, count);
  if (count >= MOST_MISSING) onRemoved(id);
}

async function settle(id: string): Promise<void> {
  const item = await api.item(id).catch(() => undefined);
  if (!item) return;
  put(item);
  onItem(item);
}

/** Call it with each item that changes. */
export function onItem(item: MediaSummary): void {
  const uploads = followed.get(item.id);
  if (!uploads) return;
  for (const upload of uploads) {
    if (isSettled(item)) set(upload, resultOf(item, upload.state.peek().duplicate === true));
    else set(upload, { message: text(item.status) });
  }
  if (isSettled(item)) end(item.id);
}

function resultOf({ failure, note }: MediaSummary, duplicate: boolean) {
  if (failure) {
    const { code, message } = failure;
    const retry = canRetry(code);
    return { phase: 'failed', message: meaning(code, message), code, canRetry: retry } as const;
  }
  const remark = note && meaning(note.code, note.message);
  const message = [text(duplicate ? 'duplicate' : 'ready'), remark].filter(Boolean).join(' · ');
  return { phase: 'done', message } as const;
}

export function onRemoved(id: string): void {
  for (const upload of followed.get(id) ?? []) {
    set(upload, { phase: 'failed', message: text('gone'), canRetry: false });
  }
  end(id);
}

function end(id: string): void {
  followed.delete(id);
  missing.delete(id);
}
