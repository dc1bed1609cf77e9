import { limits } from '../limits.ts';
import type { Chapter } from '../schema.ts';
import { clockTime } from './clock-time.ts';
import type { TagSources } from './sources.ts';
import { text } from './texts.ts';

/** Reads the chapters of MP4 (QuickTime, Nero), ID3 (`CHAP`) and Vorbis comments, in order. */
export function chaptersOf(sources: TagSources): Chapter[] | undefined {
  const chapters = (sources.parsed?.format.chapters ?? []).map(
    ({ start, timeScale = 1, title }) => ({ startMs: (start / timeScale) * 1000, title }),
  );
  const found = (chapters.length > 0 ? chapters : chaptersOfVorbis(sources))
    .filter(({ startMs }) => startMs >= 0 && startMs <= limits.maxSeconds * 1000)
    .map(({ startMs, title }) => {
      const clean = text(title);
      return {
        startMs: Math.round(startMs),
        ...(clean && { title: clean.slice(0, limits.chapters.maxTitle) }),
      };
    })
    .sort((a, b) => a.startMs - b.startMs)
    .slice(0, limits.chapters.max);
  return found.length > 0 ? found : undefined;
}

/** https://wiki.xiph.org/Chapter_Extension: `CHAPTER001=00:01:02.345`, `CHAPTER001NAME=…`. */
function chaptersOfVorbis({ parsed }: TagSources) {
  const native = parsed?.native.vorbis ?? [];
  // Of repeated fields the first one counts.
  const values = new Map(native.toReversed().map(({ id, value }) => [id.toUpperCase(), value]));
  return native.flatMap(({ id, value }) => {
    const [, number] = /^CHAPTER(\d{2,3})$/i.exec(id) ?? [];
    const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(String(value)) ?? [];
    if (number === undefined || seconds === undefined) return [];
    const startMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return [{ startMs, title: text(values.get(`CHAPTER${number}NAME`)) }];
  });
}

/** Returns the Vorbis comments for chapters. */
export const vorbisChapters = (chapters: readonly Chapter[]): Record<string, string> =>
  Object.fromEntries(
    chapters.flatMap(({ startMs, title }, at) => {
      const name = `CHAPTER${String(at + 1).padStart(3, '0')}`;
      return [[name, clockTime(startMs)], ...(title === undefined ? [] : [[`${name}NAME`, title]])];
    }),
  );
