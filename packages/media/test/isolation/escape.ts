// The attempts of a compromised decoder. The names are the rows of the table in SECURITY.md.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/** The targets that the host provides. */
export interface Targets {
  /** In the environment of the host. */
  readonly secret: string;
  readonly hostPid: number;
  /** Of the owner, mode 0600. */
  readonly privateFile: string;
  readonly privateFolder: string;
  /** The inode of a file that the host holds open, and whose descriptor a child inherits. */
  readonly openFile: number;
  /** A TCP port on 127.0.0.1. */
  readonly port: number;
  /** The decoder's own folder. */
  readonly folder: string;
}

type Attempt = (targets: Targets) => boolean | Promise<boolean>;

const attempts: Record<string, Attempt> = {
  'write to its own folder': ({ folder }) => {
    writeFileSync(join(folder, 'written'), '');
    return true;
  },
  'write a file of more than 1 GiB': ({ folder }) => {
    const file = openSync(join(folder, 'large'), 'w');
    try {
      ftruncateSync(file, 2 ** 30 + 1);
    } finally {
      closeSync(file);
    }
    return true;
  },
  "use a descriptor of its parent's": ({ openFile }) =>
    range(3, 256).some((descriptor) => inodeOf(descriptor) === openFile),
  "read its parent's environment": ({ secret }) =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .some((pid) => read(`/proc/${pid}/environ`).includes(secret)),
  "read the owner's files, such as `stack.json` and the data folder": ({ privateFile }) =>
    readFileSync(privateFile).length > 0,
  "write the owner's files": ({ privateFolder }) => {
    writeFileSync(join(privateFolder, 'written'), '');
    return true;
  },
  'connect to servers on this machine and beyond': ({ port }) =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    }),
  'start a program': () => spawnSync(process.execPath, ['--version']).status === 0,
  "gain another user's rights by a set-user-ID program": () =>
    /^NoNewPrivs:\s*0/m.test(readFileSync('/proc/self/status', 'latin1')),
  "end the user's other processes": ({ hostPid }) => process.kill(hostPid, 0),
};

/** Runs all attempts and returns which succeeded. */
export async function tryToEscape(targets: Targets): Promise<Record<string, boolean>> {
  const results: Record<string, boolean> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      results[name] = await attempt(targets);
    } catch {
      results[name] = false;
    }
  }
  return results;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

function inodeOf(descriptor: number): number | undefined {
  try {
    return fstatSync(descriptor).ino;
  } catch {
    return undefined;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
