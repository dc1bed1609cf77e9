const MS_PER_DAY = 86_400_000;

/** Times are stored in milliseconds since the year 0, so that none is negative and days divide evenly. */
const YEAR_0 = Date.UTC(2000, 0, 1) - 730_485 * MS_PER_DAY;

/** @throws RangeError if the text is no time */
export function timeOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new RangeError(`not a time: ${text}`);
  return Math.max(0, ms - YEAR_0);
}

/** The inverse of `timeOf`: RFC 3339, UTC. */
export const timeText = (time: number): string => new Date(time + YEAR_0).toISOString();

/** Reads a local time, which has no zone, as if it were UTC. */
export const localTimeOf = (local: string): number => timeOf(`${local.replace(/Z$/, '')}Z`);

export const dayOf = (time: number): number => Math.floor(time / MS_PER_DAY);

/** `2024-05-06` */
export const dayText = (day: number): string =>
  new Date(day * MS_PER_DAY + YEAR_0).toISOString().slice(0, 10);

export const SQL_DAY = (time: string): string => `${time} / ${MS_PER_DAY}`;

const PARTS = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?)?)?$/;

/** A local time that may lack its last parts. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The span of a local time such as `2024`, `2024-05` or `2024-05-06T07:08`. Undefined if it is none. */
export function spanOf(text: string): Span | undefined {
  const parts = PARTS.exec(text)?.slice(1);
  if (!parts) return undefined;
  const known = parts.filter((part) => part !== undefined).length;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const ms = Number((parts[6] ?? '').padEnd(3, '0'));
  const numbers = [year, month - 1, day, hour, minute, second, known === 7 ? ms : 0];
  const start = utc(numbers);
  // Date.UTC carries, so that 30 February would be in March.
  const back = new Date(start);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59) {
    return undefined;
  }
  const next = numbers.map((number, at) => (at === known - 1 ? number + 1 : number));
  return { start: start - YEAR_0, end: utc(next) - YEAR_0 };
}

/** `Date.UTC` takes the years 0 to 99 for those of the last century. */
function utc([year = 0, ...rest]: readonly number[]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, rest[0], rest[1]);
  date.setUTCHours(rest[2] ?? 0, rest[3], rest[4], rest[5]);
  return date.getTime();
}
