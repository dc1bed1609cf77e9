/** What a person is told; results go to stdout, this goes beside them. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Keeps this process up when its output cannot be written: a pipe whose reader has ended (EPIPE), or
 * a file on a full disk. Node ends a process for an `error` event that nobody listens to.
 */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

export const usage = `Galeria on this machine: the whole pipeline, on 127.0.0.1.

  npm start                         bring it up and wait for uploads; Ctrl-C stops it
  npm start -- photo.jpg holiday/   bring it up, send these files and folders through, and stop

  PORT            the public port (8080)
  GALERIA_HOME    the data folder (.galeria)
  GALERIA_STACK   whose configuration to take, Pulumi.<stack>.yaml (dev)
`;

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
