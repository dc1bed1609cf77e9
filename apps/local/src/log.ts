import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Past this the log of the last run is put aside at the next start. Bytes. */
const MAX_LOG_BYTES = 20 * 2 ** 20;

/** Writes one JSON line: which part of the cloud speaks, and what it says. */
export type Log = (source: string, line: string | object) => void;

export interface LogFile {
  readonly log: Log;
  close(): Promise<void>;
}

/** One log for the whole cloud, so that an upload's ULID finds its way from the cell to the Lambda. */
export function openLog(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
  const stream = createWriteStream(path, { flags: 'a' });
  return {
    log(source, line) {
      const said = typeof line === 'string' ? { message: line } : line;
      stream.write(`${JSON.stringify({ time: new Date().toISOString(), ...said, source })}\n`);
    },
    close: () => new Promise((done) => stream.end(done)),
  };
}
