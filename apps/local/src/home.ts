import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { LocalError } from './errors.ts';
import { say } from './terminal.ts';

/** The permissions of the group and of others. */
export const OTHERS = 0o077;

/**
 * Makes the data folder and takes it for this process alone, for as long as it lives. Files
 * that this process and its children make from then on are their user's alone.
 *
 * The lock is a socket in Linux's abstract namespace: it belongs to the process and is gone with it,
 * however it ends, so that there is never a stale one.
 *
 * @throws LocalError `home-unusable`, `home-in-use`
 */
export async function takeHome(home: string): Promise<void> {
  process.umask(OTHERS);
  const path = await openHome(home);
  const lock = createServer((socket) => socket.destroy());
  const name = `\0galeria-${createHash('sha256').update(path).digest('hex')}`;
  await new Promise<void>((taken, failed) => {
    lock.once('error', (cause) => failed(new LocalError('home-in-use', { detail: home, cause })));
    lock.listen(name, taken);
  });
  lock.unref();
}

async function openHome(home: string): Promise<string> {
  let path: string;
  try {
    await makeFolders(home);
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    path = await realpath(home);
  } catch (cause) {
    const detail = `${home} cannot be written; set GALERIA_HOME to a folder that can`;
    throw new LocalError('home-unusable', { detail, cause });
  }
  await closeToOthers(path);
  return path;
}

/** Takes every permission on the data folder from the group and from others. */
async function closeToOthers(path: string): Promise<void> {
  const { uid, mode } = await stat(path);
  if (uid !== process.getuid?.()) {
    const detail = `${path} belongs to another user; set GALERIA_HOME to a folder of your own`;
    throw new LocalError('home-unusable', { detail });
  }
  if ((mode & OTHERS) === 0) return;
  await chmod(path, 0o700);
  say(`${path} was open to other users of this machine; its mode is now 0700`);
}

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never comes back from a
 * place such as /proc, which is there and in which nothing can be made.
 */
async function makeFolders(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: 0o700 });
  try {
    await make().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
      await makeFolders(dirname(path));
      await make();
    });
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (!there || !(await stat(path)).isDirectory()) throw error;
  }
}
