/** What a person can act on; printed without a stack. */
export class BootstrapError extends Error {}

export const say = (line) => process.stderr.write(`galeria: ${line}\n`);

/** One line that is rewritten on a terminal, and printed only every few seconds elsewhere. */
export function progress() {
  const terminal = process.stderr.isTTY;
  let last = 0;
  return {
    update(line) {
      if (terminal) process.stderr.write(`\r\x1b[2Kgaleria: ${line}`);
      else if (Date.now() - last > 5_000) {
        last = Date.now();
        say(line);
      }
    },
    end() {
      if (terminal) process.stderr.write('\r\x1b[2K');
    },
  };
}
