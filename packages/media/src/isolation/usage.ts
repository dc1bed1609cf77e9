import { readFile } from 'node:fs/promises';

/** The resource usage of a process. */
export interface Usage {
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

/** Linux reports CPU time in ticks of 1/100 s on all supported platforms (proc(5)). */
const TICK_MS = 10;
const PAGE_BYTES = 4096;

/**
 * Returns the usage of a process and of the children of its main thread. Undefined if it has exited.
 */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  const [own, children] = await Promise.all([ownUsageOf(pid), childrenOf(pid)]);
  if (!own) return undefined;
  let { cpuMs, memoryBytes } = own;
  for (const usage of await Promise.all(children.map(usageOf))) {
    cpuMs += usage?.cpuMs ?? 0;
    memoryBytes += usage?.memoryBytes ?? 0;
  }
  return { cpuMs, memoryBytes };
}

/** Returns the children. bubblewrap's child is its init process, whose child is the decoder. */
export async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => '');
  return list.split(' ').filter(Boolean).map(Number);
}

async function ownUsageOf(pid: number): Promise<Usage | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    // proc(5): the name in parentheses may contain any character. Field 3, `state`, follows.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, residentPages] = [fields[11], fields[12], fields[21]].map(Number);
    if (user === undefined || system === undefined || residentPages === undefined) return undefined;
    return { cpuMs: (user + system) * TICK_MS, memoryBytes: residentPages * PAGE_BYTES };
  } catch {
    return undefined;
  }
}
