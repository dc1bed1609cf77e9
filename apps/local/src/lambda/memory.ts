import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { limits } from './limits.ts';

const run = promisify(execFile);

/** Returns the resident set size in bytes, or undefined if the process has ended. */
async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    if (process.platform === 'linux') {
      // proc(5): VmRSS in kB.
      const status = await readFile(`/proc/${pid}/status`, 'latin1');
      return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    }
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) * 1024;
  } catch {
    return undefined;
  }
}

/**
 * Samples a process's memory and calls `exceeded` once, with the bytes, when it is above the limit.
 * Between two samples the process can exceed the limit.
 * @returns a function that stops sampling
 */
export function watchMemory(
  pid: number,
  limitBytes: number,
  exceeded: (bytes: number) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const sample = async () => {
    const bytes = await residentBytes(pid);
    if (stopped || bytes === undefined) return;
    if (bytes > limitBytes) return exceeded(bytes);
    timer = setTimeout(sample, limits.memorySampleMilliseconds);
  };
  void sample();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
