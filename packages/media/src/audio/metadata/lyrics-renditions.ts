import type { Rendition } from '../../kind.ts';
import { lyricsName } from '../recipe.ts';
import type { Line, Lyrics } from './lyrics.ts';

/** Returns the lyrics as a text, and with their times as WebVTT (https://www.w3.org/TR/webvtt1/). */
export function lyricsRenditions(lyrics: Lyrics | undefined, durationMs: number): Rendition[] {
  if (!lyrics) return [];
  const { text, lines } = lyrics;
  const plain = {
    name: lyricsName('txt'),
    mimeType: 'text/plain; charset=utf-8',
    body: Buffer.from(`${text}\n`),
  };
  if (!lines) return [plain];
  const body = Buffer.from(webVtt(lines, durationMs));
  return [plain, { name: lyricsName('vtt'), mimeType: 'text/vtt; charset=utf-8', body }];
}

function webVtt(lines: readonly Line[], durationMs: number): string {
  const cues = lines.flatMap(({ startMs, text }, at) => {
    const endMs = Math.max(startMs + 1, lines[at + 1]?.startMs ?? durationMs);
    // A line without text ends the one before it.
    return text === '' ? [] : [`${time(startMs)} --> ${time(endMs)}\n${escaped(text)}\n`];
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

function time(milliseconds: number): string {
  const digits = (value: number, length = 2) => String(Math.floor(value)).padStart(length, '0');
  const seconds = milliseconds / 1000;
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => digits(part));
  return `${clock.join(':')}.${digits(milliseconds % 1000, 3)}`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
