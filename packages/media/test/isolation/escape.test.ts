import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { IsolationLevel } from '../../src/isolation/index.ts';
import { LEVELS, levelsHere } from './levels.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Above the descriptors that Node closes in its children. */
const DESCRIPTOR = 40;

const TIMEOUT_MS = 300_000;

/** The table's entries for a level: `no`, `native code` or `yes`, by the row's name. */
async function documented(level: IsolationLevel): Promise<Record<string, string>> {
  const lines = (await readFile(here('../../../../SECURITY.md'), 'utf8')).split('\n');
  const head = lines.findIndex((line) => line.startsWith('| a decoder that was taken over can'));
  const rows = lines.slice(head + 2);
  const table = rows.slice(
    0,
    rows.findIndex((line) => !line.startsWith('|')),
  );
  const column = LEVELS.indexOf(level) + 1;
  return Object.fromEntries(
    table.map((line) => {
      const cells = line.split('|').slice(1, -1);
      return [cells[0]!.trim(), cells[column]!.trim()];
    }),
  );
}

/** Runs decoders at a level and returns what they could do, in the words of the table. */
async function found(level: IsolationLevel): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  const inherited = await open(join(folder, 'catalog'), 'w');
  try {
    const stdio = Array.from({ length: DESCRIPTOR }, () => 'ignore' as const);
    const host = spawn(
      process.execPath,
      ['--no-warnings', here('./escape.host.ts'), level, folder, String(DESCRIPTOR)],
      {
        stdio: [...stdio.with(1, 'pipe' as 'ignore').with(2, 'inherit' as 'ignore'), inherited.fd],
        env: { AWS_SECRET_ACCESS_KEY: 'the-secret-of-the-host' },
      },
    );
    const { javascript, native } = JSON.parse(await text(host.stdout!));
    return Object.fromEntries(
      Object.keys(native).map((name) => {
        const anybody = native[name] ? 'native code' : 'no';
        return [name, javascript[name] ? 'yes' : anybody];
      }),
    );
  } finally {
    await inherited.close();
    await rm(folder, { recursive: true });
  }
}

describe('a compromised decoder', () => {
  test.each(levelsHere)(
    'can do only what SECURITY.md states: %s',
    async (level) => expect(await found(level)).toEqual(await documented(level)),
    TIMEOUT_MS,
  );
});
