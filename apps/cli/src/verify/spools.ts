import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { home } from '../config.ts';
import type { ScanResult } from './scan-result.ts';

/** Checks the spools of the local cells. The spool of a deployed cell is monitored by metrics. */
export async function* checkLocalSpools(): AsyncGenerator<ScanResult> {
  const cells = await readdir(join(home, 'cells')).catch(() => []);
  for (const cell of cells) {
    const held = await readdir(join(home, 'cells', cell, 'spool/held')).catch(() => []);
    const findings = held.map((entry) => ({
      fault: 'held' as const,
      subject: entry,
      detail: `see the reason in ${join(home, 'cells', cell, 'spool/held', entry, 'held.json')}`,
    }));
    yield { seen: { spools: 1 }, findings };
  }
}
