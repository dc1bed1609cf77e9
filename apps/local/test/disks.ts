import { execFile } from 'node:child_process';
import { mkdir, rmdir, symlink, unlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  /** What a shell must run before a program that is to see the limit. */
  readonly limit: string;
  remove(): Promise<unknown>;
}

/** Mounts a file system in memory; undefined where that is not allowed. */
async function mount(folder: string, options: string) {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    return () => run('umount', ['-l', folder]);
  } catch {
    return undefined;
  }
}

/** Lets a folder hold so much only; where nothing can be mounted, each file in it. */
export async function smallDisk(folder: string, kib: number): Promise<SmallDisk> {
  const unmount = await mount(folder, `size=${kib}k,mode=700`);
  if (unmount) return { limit: '', remove: unmount };
  // bash counts blocks of 1,024 bytes. Without a listener Node ignores SIGXFSZ: writing fails.
  return { limit: `ulimit -f ${Math.floor(kib / 10)};`, remove: async () => {} };
}

/** Makes a folder on a file system in which nobody can write. @returns what takes it away */
export async function readOnlyFolder(folder: string): Promise<() => Promise<unknown>> {
  await mkdir(folder);
  const unmount = await mount(folder, 'ro');
  if (unmount) return unmount;
  await rmdir(folder);
  await symlink('/proc', folder);
  return () => unlink(folder);
}
