import type { MediaSummary } from '@galeria/api/client';
import { computed, signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { nameOf } from '../item-name.ts';
import { audioOf, squareThumbnailOf } from '../renditions.ts';
import { peekItem, put } from '../store/items.ts';

/** The songs in the order in which they are played. */
export const queue = signal<readonly string[]>([]);
/** The song that is played, or would be. */
export const current = signal<string | undefined>(undefined);
export const isPlaying = signal(false);
/** Seconds. */
export const time = signal(0);
export const duration = signal(0);
/** Whether the bar is shown: from the first song that was played until it is closed. */
export const isOpen = signal(false);

const audio = document.createElement('audio');
audio.preload = 'metadata';

/** Loads the next song ahead, so that it begins without a gap. */
const ahead = document.createElement('audio');
ahead.preload = 'auto';

/** Puts the player into the document. */
export const attachPlayer = (parent: Element): void => parent.append(audio);

const at = computed(() => queue.value.indexOf(current.value ?? ''));
export const hasNext = computed(() => at.value !== -1 && at.value < queue.value.length - 1);
const hasPrevious = computed(() => at.value > 0);

function load(id: string): boolean {
  const item = peekItem(id);
  const song = item && audioOf(item.renditions);
  if (!item || !song) return false;
  if (current.peek() !== id || audio.src === '') {
    audio.src = song.url;
    time.value = 0;
    duration.value = (item.metadata.durationMs ?? 0) / 1_000;
  }
  current.value = id;
  describe(item);
  return true;
}

/** Shows a song without playing it, unless another one is played. */
export function cue(id: string): void {
  if (!isOpen.peek()) load(id);
}

/** Plays a song, and after it those that follow in the list. */
export function play(id: string, list: readonly string[] = [id], from?: number): void {
  if (!load(id)) return;
  queue.value = list.includes(id) ? list : [id, ...list];
  isOpen.value = true;
  if (from !== undefined) seek(from);
  start();
}

function start(): void {
  // The browser may refuse to play before the user has done something.
  audio.play().catch(() => {
    isPlaying.value = false;
  });
}

export function toggle(): void {
  if (audio.paused) {
    isOpen.value = true;
    if (queue.peek().length === 0 && current.peek() !== undefined)
      queue.value = [current.peek() ?? ''];
    start();
  } else {
    audio.pause();
  }
}

export function seek(seconds: number): void {
  const most = duration.peek() || seconds;
  audio.currentTime = Math.min(most, Math.max(0, seconds));
  time.value = audio.currentTime;
}

export function next(): void {
  skip(1);
}

/** Goes to the beginning, or from there to the song before. */
export function previous(): void {
  if (audio.currentTime > 3 || !hasPrevious.peek()) seek(0);
  else skip(-1);
}

function skip(by: number): void {
  const id = queue.peek()[at.peek() + by];
  if (id !== undefined && load(id)) start();
}

/** Plays a song of the queue. */
export function jump(id: string): void {
  if (load(id)) start();
}

export function removeFromQueue(id: string): void {
  queue.value = queue.peek().filter((other) => other !== id);
}

export function close(): void {
  audio.pause();
  isOpen.value = false;
  queue.value = [];
}

function prepareNext(): void {
  const id = queue.peek()[at.peek() + 1];
  const song = id === undefined ? undefined : audioOf(peekItem(id)?.renditions ?? []);
  if (song && ahead.getAttribute('src') !== song.url) ahead.src = song.url;
}

audio.addEventListener('timeupdate', () => {
  time.value = audio.currentTime;
  if (audio.duration - audio.currentTime < 20) prepareNext();
});
audio.addEventListener('seeking', () => {
  time.value = audio.currentTime;
});
audio.addEventListener('loadedmetadata', () => {
  duration.value = audio.duration;
});
audio.addEventListener('play', () => {
  isPlaying.value = true;
});
audio.addEventListener('pause', () => {
  isPlaying.value = false;
});
audio.addEventListener('ended', next);
audio.addEventListener('error', () => void renewSource());

/** The address of a song may have expired. */
async function renewSource(): Promise<void> {
  const id = current.peek();
  const item = id === undefined ? undefined : await api.item(id).catch(() => undefined);
  const song = item && audioOf(item.renditions);
  if (!item || !song || new URL(song.url, location.href).href === audio.src) return;
  put(item);
  const [from, wasPlaying] = [time.peek(), isPlaying.peek()];
  audio.src = song.url;
  audio.currentTime = from;
  if (wasPlaying) start();
}

/** Tells the operating system what is played, for its media keys and lock screen. */
function describe(item: MediaSummary): void {
  if (!('mediaSession' in navigator)) return;
  const { artist = '', album = '' } = item.metadata;
  const cover = squareThumbnailOf(item.renditions);
  navigator.mediaSession.metadata = new MediaMetadata({
    title: nameOf(item),
    artist,
    album,
    artwork: cover ? [{ src: cover.url, sizes: '256x256', type: cover.mimeType }] : [],
  });
  navigator.mediaSession.setActionHandler('nexttrack', hasNext.peek() ? next : null);
  navigator.mediaSession.setActionHandler('previoustrack', previous);
  navigator.mediaSession.setActionHandler('play', toggle);
  navigator.mediaSession.setActionHandler('pause', toggle);
  navigator.mediaSession.setActionHandler('seekto', ({ seekTime }) => {
    if (seekTime !== undefined) seek(seekTime);
  });
}
