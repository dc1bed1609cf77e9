import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FunctionSpec, LogEntry } from '../../src/lambda/types.ts';

const codeDir = fileURLToPath(new URL('./handlers', import.meta.url));

/** A function of the handlers folder, named after its file. */
export function spec(file: string, more: Partial<FunctionSpec> = {}): FunctionSpec {
  return {
    name: file,
    codeDir,
    handler: `${file}.handler`,
    environment: { AWS_REGION: 'eu-west-1', GALLERY_BUCKET: 'gallery' },
    timeoutSeconds: 10,
    memoryMiB: 256,
    ...more,
  };
}

/** A log that keeps what it is given. */
export function memoryLog() {
  const entries: LogEntry[] = [];
  return { entries, log: (entry: LogEntry) => void entries.push(entry) };
}

/** A zombie has ended: only nobody has asked for its exit status, as where nothing reaps orphans. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'latin1'));
  } catch {
    return false;
  }
}

/** The process ids that the `spin` handlers print. */
export function printedPids(entries: readonly LogEntry[]): number[] | undefined {
  const line = entries.find(({ message }) => typeof message === 'object' && 'pids' in message);
  return (line?.message as { pids: number[] } | undefined)?.pids;
}
