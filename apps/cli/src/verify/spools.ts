import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { home } from '../config.ts';
import type { Look } from './look.ts';

/** Looks into the spools of this machine's cells. A deployed cell's spool is seen by its metrics. */
export async function* checkLocalSpools(): AsyncGenerator<Look> {
  const cells = await readdir(join(home, 'cells')).catch(() => []);
  for (const cell of cells) {
    const held = await readdir(join(home, 'cells', cell, 'spool/held')).catch(() => []);
    const findings = held.map((entry) => ({
      fault: 'held' as const,
      subject: entry,
      detail: `${join(home, 'cells', cell, 'spool/held', entry, 'held.json')} says why`,
    }));
    yield { seen: { spools: 1 }, findings };
  }
}
