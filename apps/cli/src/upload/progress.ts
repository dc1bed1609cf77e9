import { statusLine } from '../terminal.ts';
import { SPEED_MS } from './limits.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Formats a size in bytes with decimal units. */
export function bytes(size: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), units.length - 1);
  return `${(size / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** Formats a duration: `42 s`, `3 min`, `2 h 5 min`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export type Progress = ReturnType<typeof createProgress>;

/** Counts bytes and files, and shows them with speed and time left on a terminal. */
export function createProgress(total: { readonly files: number; readonly bytes: number }) {
  const line = statusLine();
  const underWay = new Map<object, number>();
  let files = 0;
  let settled = 0;
  /** Bytes that were sent, over the last seconds. */
  const samples: { at: number; sent: number }[] = [];
  let sent = 0;

  /** Bytes a second. */
  function speed(now: number): number {
    while (samples[0] && samples[0].at < now - SPEED_MS) samples.shift();
    const [first] = samples;
    return first && now > first.at ? ((sent - first.sent) / (now - first.at)) * 1_000 : 0;
  }

  function show(): void {
    const now = performance.now();
    samples.push({ at: now, sent });
    const rate = speed(now);
    const done = settled + [...underWay.values()].reduce((sum, one) => sum + one, 0);
    const left = rate > 0 ? `, ${duration(((total.bytes - done) / rate) * 1_000)} left` : '';
    line.update(
      `${files} of ${total.files} files, ${bytes(done)} of ${bytes(total.bytes)}, ${bytes(rate)}/s${left}`,
    );
  }
  const timer = setInterval(show, 250);
  timer.unref();

  return {
    clear: line.clear,
    /** @param to bytes of the file that were sent in all */
    sending(file: object, to: number): void {
      const before = underWay.get(file);
      // Bytes of an earlier run do not count towards the speed.
      if (before !== undefined) sent += Math.max(0, to - before);
      underWay.set(file, to);
    },
    settle(file: { readonly size: number }): void {
      const before = underWay.get(file);
      if (before !== undefined) sent += Math.max(0, file.size - before);
      underWay.delete(file);
      files++;
      settled += file.size;
    },
    stop(): void {
      clearInterval(timer);
      line.clear();
    },
  };
}
