/** Results go to standard output, so that they can be piped. */
export const print = (line = ''): void => void process.stdout.write(`${line}\n`);

/** What is said beside the results. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A line that is rewritten in place on a terminal, and left out elsewhere. */
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
