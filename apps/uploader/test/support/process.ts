import { readdir, readFile } from 'node:fs/promises';

/** What the kernel says of a process's memory, in MiB: as it is, and as it was at most. */
export async function memoryOf(pid: number): Promise<{ rss: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)![1]) / 1024;
  return { rss: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}

/** How many files and sockets a process has open. */
export const handlesOf = async (pid: number): Promise<number> =>
  (await readdir(`/proc/${pid}/fd`)).length;
