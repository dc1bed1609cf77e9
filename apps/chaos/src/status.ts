import { say } from '@galeria/local/terminal';

export type Status = ReturnType<typeof createStatus>;

/** The interval of lines in a log. A terminal's line is updated in place. */
const EVERY_MS = 15_000;

/** Reports the progress of a long run: in one line on a terminal, in few lines of a log. */
export function createStatus() {
  const startedAt = Date.now();
  let writtenAt = 0;
  const stamp = () => `${Math.round((Date.now() - startedAt) / 1000)} s`.padStart(6);
  return {
    update(text: string): void {
      if (process.stderr.isTTY) {
        process.stderr.write(`\r\x1b[2K${stamp()}  ${text}`);
      } else if (Date.now() - writtenAt >= EVERY_MS) {
        writtenAt = Date.now();
        say(`${stamp()}  ${text}`);
      }
    },
    line(text: string): void {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
      say(`${stamp()}  ${text}`);
    },
    seconds: (): number => Math.round((Date.now() - startedAt) / 1000),
  };
}
