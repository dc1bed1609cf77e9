/** Formats milliseconds since 1970 as a date in UTC; undefined if they are out of range. */
export function utcDate(ms: number): string | undefined {
  const date = new Date(ms);
  const isValid = date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return isValid ? `${date.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z` : undefined;
}
