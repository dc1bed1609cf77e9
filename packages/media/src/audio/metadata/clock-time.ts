/** Formats milliseconds as `00:01:02.345`, for WebVTT and chapters. */
export function clockTime(milliseconds: number): string {
  const digits = (value: number, length = 2) => String(Math.floor(value)).padStart(length, '0');
  const seconds = milliseconds / 1000;
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => digits(part));
  return `${clock.join(':')}.${digits(milliseconds % 1000, 3)}`;
}
