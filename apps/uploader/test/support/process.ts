import { readdir, readFile } from 'node:fs/promises';

/** Current and peak memory of a process, in MiB. */
export async function memoryOf(pid: number): Promise<{ rss: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)![1]) / 1024;
  return { rss: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}

/** Number of open files and sockets of a process. */
export const handlesOf = async (pid: number): Promise<number> =>
  (await readdir(`/proc/${pid}/fd`)).length;
