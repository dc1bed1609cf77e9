import { say } from '../src/terminal.ts';

export type Status = ReturnType<typeof createStatus>;

/** How often a log, which cannot be written over, gets a line. */
const EVERY_MS = 15_000;

/** Says now and then how far a long run is: in one line on a terminal, in few lines of a log. */
export function createStatus() {
  const startedAt = Date.now();
  let saidAt = 0;
  const stamp = () => `${Math.round((Date.now() - startedAt) / 1000)} s`.padStart(6);
  return {
    update(text: string): void {
      if (process.stderr.isTTY) {
        process.stderr.write(`\r\x1b[2K${stamp()}  ${text}`);
      } else if (Date.now() - saidAt >= EVERY_MS) {
        saidAt = Date.now();
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
