/** Prints a message to stderr; stdout is for results. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

const plurals = new Intl.PluralRules('en');

/** Formats a count with its noun: `1 upload`, `2 uploads`. */
export const counted = (count: number, one: string, other = `${one}s`): string =>
  `${count} ${plurals.select(count) === 'one' ? one : other}`;

/**
 * Keeps the process running if its output cannot be written: to a closed pipe (EPIPE) or a full disk.
 * Node ends a process on an unhandled `error` event.
 */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

export const usage = `Runs the whole Galeria pipeline on this machine, on 127.0.0.1.

  npm start                         start and wait for uploads; stop with Ctrl-C
  npm start -- photo.jpg holiday/   start, upload these files and folders, wait until they are processed, and stop

  PORT            the public port (default: 8080)
  GALERIA_HOME    the data folder (default: .galeria)
  GALERIA_STACK   the stack whose configuration to use, Pulumi.<stack>.yaml (default: dev)
`;

/** A status line that is updated in place on a terminal and omitted elsewhere. */
export function statusLine(stream: NodeJS.WriteStream = process.stderr) {
  return {
    update(line: string) {
      if (stream.isTTY) stream.write(`\r\x1b[2K${line.slice(0, stream.columns - 1)}`);
    },
    clear() {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
}
