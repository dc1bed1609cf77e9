import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { LocalError } from './errors.ts';
import { say } from './terminal.ts';

/** The permission bits of the group and of others. */
export const GROUP_AND_OTHERS = 0o077;

/**
 * Creates the data folder and locks it until this process ends. Sets the umask so that new files of
 * this process and its children are private to the user.
 *
 * The lock is a socket in Linux's abstract namespace. The kernel removes it when the process ends, so
 * it cannot be stale.
 *
 * @throws LocalError `home-unusable`, `home-in-use`
 */
export async function lockDataFolder(home: string): Promise<void> {
  process.umask(GROUP_AND_OTHERS);
  const path = await openDataFolder(home);
  const lock = createServer((socket) => socket.destroy());
  const name = `\0galeria-${createHash('sha256').update(path).digest('hex')}`;
  await new Promise<void>((taken, failed) => {
    lock.once('error', (cause) =>
      failed(
        new LocalError('home-in-use', {
          detail: `${home}; stop it, or set GALERIA_HOME to another folder`,
          cause,
        }),
      ),
    );
    lock.listen(name, taken);
  });
  lock.unref();
}

async function openDataFolder(home: string): Promise<string> {
  let path: string;
  try {
    await createFolders(home);
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    path = await realpath(home);
  } catch (cause) {
    const detail = `${home} is not writable; set GALERIA_HOME to a writable folder`;
    throw new LocalError('home-unusable', { detail, cause });
  }
  await restrictPermissions(path);
  return path;
}

/** Removes the permissions of the group and of others from the data folder. */
async function restrictPermissions(path: string): Promise<void> {
  const { uid, mode } = await stat(path);
  if (uid !== process.getuid?.()) {
    const detail = `${path} belongs to another user; set GALERIA_HOME to a folder of your own`;
    throw new LocalError('home-unusable', { detail });
  }
  if ((mode & GROUP_AND_OTHERS) === 0) return;
  await chmod(path, 0o700);
  say(`${path} was accessible to other users of this machine; changed its mode to 0700`);
}

/**
 * Creates a folder and its missing parents. Node's `recursive` option never returns in places such as
 * /proc, where no folder can be created.
 */
async function createFolders(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: 0o700 });
  try {
    await make().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
      await createFolders(dirname(path));
      await make();
    });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (!exists || !(await stat(path)).isDirectory()) throw error;
  }
}
