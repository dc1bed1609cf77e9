import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import database from 'dynalite/db/index.js';
import { syncFolder } from '../sqlite/folder.ts';
import type { Records } from './records.ts';

/** The names of LevelDB's files. https://github.com/google/leveldb/blob/main/db/filename.cc */
const levelFile = /^(CURRENT|LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(ldb|sst|log|dbtmp))$/;

/**
 * Copies a LevelDB database of dynalite's into `records`, and deletes it:
 *
 * ```
 * LevelDB       ─── whole ──────────────────────┤ CURRENT deleted ├┤ rest deleted ├
 * records       ─── empty ──┤ copied, committed ├─────────────────────────────────
 * killed here:     start over      start over              └─ delete the rest ──┘
 * ```
 *
 * `records` must not be used in the meantime.
 *
 * @throws LevelDB's error if it cannot be read or another process has it open
 */
export async function migrateLevelDb(dir: string, records: Records): Promise<void> {
  if (existsSync(join(dir, 'CURRENT'))) {
    await copy(dir, records);
    await rm(join(dir, 'CURRENT'));
    await syncFolder(dir);
  }
  for (const name of await readdir(dir)) {
    if (levelFile.test(name)) await rm(join(dir, name));
  }
}

async function copy(dir: string, records: Records): Promise<void> {
  const { db } = database.create({ path: dir });
  await db.open();
  try {
    await records.replaceAll(read(db.iterator()));
  } finally {
    await db.close();
  }
}

async function* read(entries: AsyncIterable<[string, unknown]>) {
  for await (const [path, value] of entries) yield { ...split(path), value };
}

/** dynalite's keys are `<kind>-<table>~<key>`, `table~<table>` and `index-<type>~<table>~<index>~<key>`. */
function split(path: string): { space: string; key: string } {
  const parts = path.split('~');
  const count = path.startsWith('index-') ? 3 : 1;
  return { space: parts.slice(0, count).join('~'), key: parts.slice(count).join('~') };
}
