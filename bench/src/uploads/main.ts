import { join } from 'node:path';
import type { ContestantName } from './contestants.ts';
import { measureMemory, measureRow } from './measure.ts';
import { report } from './report.ts';
import { memoryRow, type Row, rows } from './rows.ts';

export interface Scale {
  /** Divides the number of files of each row. */
  readonly fewer?: number;
  /** Divides their sizes. */
  readonly smaller?: number;
  /** Bytes of a file for the measurement of memory. */
  readonly memoryBytes?: number;
  /** How long the uploader is at rest before its memory is measured, in milliseconds. */
  readonly idleMs?: number;
  readonly rows?: readonly Row[];
  /** Leaves out all other contestants. */
  readonly only?: readonly ContestantName[];
}

/** After this time at rest the uploader has collected its garbage. */
const IDLE_MS = 12_000;

/** Measures uploads side by side. @returns Markdown */
export async function measureUploads(
  folder: string,
  rounds: number,
  scale: Scale = {},
): Promise<string[]> {
  const { fewer = 1, smaller = 1, memoryBytes = memoryRow.size, idleMs = IDLE_MS, only } = scale;
  const measured = [];
  for (const row of scale.rows ?? rows) {
    const count = Math.max(row.concurrency, Math.ceil(row.count / fewer));
    const size = Math.ceil(row.size / smaller);
    const contestants = row.contestants.filter((name) => only?.includes(name) ?? true);
    const scaled = { ...row, count, size, contestants };
    measured.push(await measureRow(join(folder, 'row'), scaled, rounds));
  }
  const { count, concurrency, mostMiB } = memoryRow;
  const amount = { size: memoryBytes, count, concurrency };
  const mib = await measureMemory(join(folder, 'memory'), amount, idleMs);
  const name = `memory above idle in MiB, ${count} uploads of ${Math.round(memoryBytes / 2 ** 20)} MiB at a time`;
  return report(measured, { mib, name, most: mostMiB });
}
