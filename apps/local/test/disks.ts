import { execFile } from 'node:child_process';
import { mkdir, rmdir, symlink, unlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  /** The shell command that sets the limit, to run before the program. */
  readonly limit: string;
  remove(): Promise<unknown>;
}

/** Mounts a tmpfs. Returns the function that unmounts it, or undefined if mounting is not allowed. */
async function mount(folder: string, options: string) {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    return () => run('umount', ['-l', folder]);
  } catch {
    return undefined;
  }
}

/** Limits the size of a folder, or of each file in it if mounting is not allowed. */
export async function smallDisk(folder: string, kib: number): Promise<SmallDisk> {
  const unmount = await mount(folder, `size=${kib}k,mode=700`);
  if (unmount) return { limit: '', remove: unmount };
  // bash counts blocks of 1,024 bytes. Without a listener Node ignores SIGXFSZ: writing fails.
  return { limit: `ulimit -f ${Math.floor(kib / 10)};`, remove: async () => {} };
}

/** Creates a folder on a read-only file system. Returns the function that removes it. */
export async function readOnlyFolder(folder: string): Promise<() => Promise<unknown>> {
  await mkdir(folder);
  const unmount = await mount(folder, 'ro');
  if (unmount) return unmount;
  await rmdir(folder);
  await symlink('/proc', folder);
  return () => unlink(folder);
}
