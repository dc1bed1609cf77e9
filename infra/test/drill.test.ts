import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from './support/run.ts';

const drill = fileURLToPath(new URL('../drill/restore-drill', import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-drill-'));
  await mkdir(join(folder, 'bin'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Creates a program that logs its arguments and runs the script. */
async function program(name: string, script: string): Promise<void> {
  const path = join(folder, 'bin', name);
  await writeFile(path, `#!/bin/sh\necho "${name} $*" >>${folder}/calls\n${script}\n`);
  await chmod(path, 0o755);
}

async function practise(spoolFiles: string, cell = 'a', preview = 0) {
  await program(
    'pulumi',
    `case "$*" in *cellVolumes*) echo '{"a":"vol-1"}';; *aws:region*) echo eu-west-1;; preview*) exit ${preview};; esac`,
  );
  await program(
    'aws',
    `echo "region $AWS_REGION" >>${folder}/calls; case "$*" in *create-snapshot*) echo snap-0123456789abcdef0;; *get-metric*) echo ${spoolFiles};; esac`,
  );
  const ended = await run(drill, ['dev', cell], {
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    GALERIA_PULUMI: 'command pulumi',
    GALERIA_WAIT_MINUTES: '0',
    GALERIA_POLL_SECONDS: '0',
  });
  const calls = (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');
  return { ...ended, pulumi: calls.filter((call) => /^pulumi (config [^g]|up)/.test(call)), calls };
}

const restored = [
  'pulumi config set --path galeria:cells.drill.zone 0 --stack dev',
  'pulumi config set --path galeria:cells.drill.restoreFromSnapshot snap-0123456789abcdef0 --stack dev',
  'pulumi up --yes --skip-preview --stack dev',
];

test('the drill restores a cell, waits for its spool and removes the cell', async () => {
  const { code, pulumi } = await practise('0.0');
  expect(code).toBe(0);
  expect(pulumi).toEqual([
    ...restored,
    'pulumi config set --path galeria:cells.drill.draining true --stack dev',
    'pulumi up --yes --skip-preview --stack dev',
    'pulumi config rm --path galeria:cells.drill --stack dev',
    'pulumi up --yes --skip-preview --stack dev',
  ]);
});

test("the drill works in the stack's region", async () => {
  const { calls } = await practise('0.0');
  const regions = calls.filter((call) => call.startsWith('region '));
  expect([...new Set(regions)]).toEqual(['region eu-west-1']);
});

test('a checkout with other changes ends the drill before anything is created', async () => {
  const { code, stderr, pulumi, calls } = await practise('0.0', 'a', 1);
  expect([code, pulumi]).toEqual([1, []]);
  expect(calls).toContain('pulumi preview --expect-no-changes --stack dev');
  expect(calls.join()).not.toContain('create-snapshot');
  expect(stderr).toContain('check out the deployed commit');
});

test('a cell whose spool does not empty is kept', async () => {
  const { code, stderr, pulumi } = await practise('3.0');
  expect([code, pulumi]).toEqual([1, restored]);
  expect(stderr).toContain('Kept cell drill');
});

test('an unknown cell ends the drill before anything is created', async () => {
  const { code, stderr, pulumi } = await practise('0.0', 'z');
  expect([code, pulumi]).toEqual([1, []]);
  expect(stderr).toContain('has no cell z');
});
