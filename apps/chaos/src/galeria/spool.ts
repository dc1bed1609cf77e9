import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that waits in a spool to be shipped. */
export interface WaitingFile {
  readonly upload: string;
  readonly id: string;
  readonly kind: string;
}

export interface SpoolState {
  /** Requests that are being received. */
  readonly receiving: number;
  /** Requests that are complete and described, but not yet moved to `ready`. */
  readonly committing: number;
  readonly waiting: readonly WaitingFile[];
  /** Quarantined files. */
  readonly quarantined: number;
}

/**
 * Reads a cell's spool synchronously, so that a killed cell's spool is seen before its restart.
 */
export function readSpool(home: string, cell: string): SpoolState {
  const spool = join(home, 'cells', cell, 'spool');
  const folders = (name: string) => {
    const parent = join(spool, name);
    return orGone(() => readdirSync(parent), []).map((entry) => join(parent, entry));
  };
  const incoming = folders('incoming');
  const committing = incoming.filter(
    (path) => isPack(path) || existsSync(join(path, 'request.json')),
  ).length;
  return {
    receiving: incoming.length - committing,
    committing,
    waiting: folders('ready').flatMap((path) => (isPack(path) ? waitingInPack : waitingIn)(path)),
    quarantined: folders('held').length,
  };
}

function waitingIn(folder: string): WaitingFile[] {
  return orGone(() => {
    const names = new Set(readdirSync(folder));
    const request = readFileSync(join(folder, 'request.json'), 'utf8');
    const { files } = JSON.parse(request) as { files: WaitingFile[] };
    return files.filter(({ upload }) => names.has(`${upload}.bin`));
  }, []);
}

const isPack = (path: string): boolean => path.endsWith('.pack');

/** A pack begins with its description, in one line. All of its files count until the last is shipped. */
function waitingInPack(path: string): readonly WaitingFile[] {
  return orGone(() => {
    const [head = ''] = readFileSync(path, 'latin1').split('\n', 1);
    const { files } = JSON.parse(Buffer.from(head, 'latin1').toString()) as {
      files: WaitingFile[];
    };
    return files;
  }, []);
}

/** A running cell removes files while they are read. */
function orGone<T>(read: () => T, gone: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone;
    throw error;
  }
}
