import { type ILyricsTag, TimestampFormat } from 'music-metadata';
import { limits } from '../limits.ts';
import type { TagSources } from './sources.ts';

export interface Lyrics {
  /** Lines separated by LF. */
  readonly text: string;
  /** ISO 639-2, such as `por`. */
  readonly language?: string;
  /** The lines with their times, in order. */
  readonly lines?: readonly Line[];
}

export interface Line {
  readonly startMs: number;
  readonly text: string;
}

/** Reads plain and synchronised lyrics. A text that only has times gives both. */
export function lyricsOf({ parsed, plain }: TagSources): Lyrics | undefined {
  const tags = parsed?.common.lyrics ?? [];
  const lines = tags.map(linesOf).find((found) => found.length > 0);
  const unsynced = tags.find(({ text, syncText = [] }) => text && syncText.length === 0);
  const whole = unsynced?.text ?? lines?.map(({ text }) => text).join('\n') ?? plainLyrics(plain);
  const text = clean(whole);
  if (!text) return undefined;
  const { language } = tags.find((tag) => tag.language) ?? {};
  const isKnown = /^[a-z]{3}$/i.test(language ?? '') && !/^(?:xxx|und)$/i.test(language ?? '');
  return {
    text,
    ...(isKnown && language && { language: language.toLowerCase() }),
    ...(lines && { lines }),
  };
}

/** FFmpeg's names of the field: `lyrics` and, of ID3, `lyrics-por`. */
const plainLyrics = (plain: TagSources['plain']): string | undefined =>
  Object.entries(plain).find(([name]) => /^(?:unsynced)?lyrics(?:-|$)/.test(name))?.[1];

/** Times in frames (ID3v2.4, 4.9) have no lengths in ms. */
function linesOf({ syncText = [], timeStampFormat }: Partial<ILyricsTag>): Line[] {
  if (timeStampFormat !== TimestampFormat.milliseconds) return [];
  const entries = syncText.flatMap(({ timestamp, text }) =>
    timestamp === undefined || timestamp < 0 ? [] : [{ startMs: timestamp, text }],
  );
  return joinSyllables(entries)
    .map(({ startMs, text }) => ({ startMs, text: clean(text)?.replaceAll('\n', ' ') ?? '' }))
    .sort((a, b) => a.startMs - b.startMs)
    .slice(0, limits.lyrics.maxLines);
}

/** ID3v2.4, 4.9: each syllable may have a time of its own, and a line begins with a line break. */
function joinSyllables(entries: readonly Line[]): Line[] {
  if (!entries.slice(1).some(({ text }) => /^[\r\n]/.test(text))) return [...entries];
  const lines: Line[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (!last || /^[\r\n]/.test(entry.text)) lines.push(entry);
    else lines[lines.length - 1] = { startMs: last.startMs, text: last.text + entry.text };
  }
  return lines;
}

/** Lines end with LF, tabs are spaces, and other control characters are left out. */
function clean(text: string | undefined): string | undefined {
  const lines = text
    ?.replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: matched on purpose
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]+/g, '')
    .trim()
    .slice(0, limits.lyrics.maxCharacters);
  return lines || undefined;
}
