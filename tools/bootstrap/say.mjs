/** An error that the user can act on, printed without a stack trace. */
export class BootstrapError extends Error {}

export const say = (line) => process.stderr.write(`galeria: ${line}\n`);

/** A progress line that is updated in place on a terminal and printed every few seconds elsewhere. */
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
