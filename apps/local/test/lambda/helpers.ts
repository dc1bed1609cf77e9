import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FunctionSpec, LogEntry } from '../../src/lambda/types.ts';

const codeDir = fileURLToPath(new URL('./handlers', import.meta.url));

/** Describes a function of the handlers folder. */
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

/** A log in memory. */
export function memoryLog() {
  const entries: LogEntry[] = [];
  return { entries, log: (entry: LogEntry) => void entries.push(entry) };
}

/** Whether a process is running. A zombie counts as ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'latin1'));
  } catch {
    return false;
  }
}

/** Returns the process ids that the `spin` handlers print. */
export function printedPids(entries: readonly LogEntry[]): number[] | undefined {
  const line = entries.find(({ message }) => typeof message === 'object' && 'pids' in message);
  return (line?.message as { pids: number[] } | undefined)?.pids;
}
