import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that waits in a spool, acknowledged or about to be. */
export interface WaitingFile {
  readonly upload: string;
  readonly id: string;
  readonly kind: string;
}

export interface SpoolState {
  /** Requests that are being received. */
  readonly receiving: number;
  /** Requests that are whole and described, but not yet where they are kept. */
  readonly sealing: number;
  readonly waiting: readonly WaitingFile[];
  readonly held: number;
}

/**
 * Looks into a cell's spool from outside. All of it is read at once, before anything else can run:
 * a cell that was killed is seen as its death left it.
 */
export function readSpool(home: string, cell: string): SpoolState {
  const spool = join(home, 'cells', cell, 'spool');
  const folders = (name: string) => {
    const parent = join(spool, name);
    return orGone(() => readdirSync(parent), []).map((entry) => join(parent, entry));
  };
  const incoming = folders('incoming');
  const sealing = incoming.filter((folder) => existsSync(join(folder, 'request.json'))).length;
  return {
    receiving: incoming.length - sealing,
    sealing,
    waiting: folders('ready').flatMap(waitingIn),
    held: folders('held').length,
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

/** A living cell takes files away while they are looked at. */
function orGone<T>(look: () => T, gone: T): T {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone;
    throw error;
  }
}
