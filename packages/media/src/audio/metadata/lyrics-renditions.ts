import type { Rendition } from '../../kind.ts';
import { lyricsName } from '../recipe.ts';
import { clockTime } from './clock-time.ts';
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
    return text === '' ? [] : [`${clockTime(startMs)} --> ${clockTime(endMs)}\n${escaped(text)}\n`];
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
