import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const program = fileURLToPath(new URL('./terminal-speaker.ts', import.meta.url));

/** Input that lets the program end. */
const end = '.';

test('the program continues when its output is closed', async () => {
  const child = spawn(process.execPath, [program], { stdio: 'pipe' });
  await once(child.stderr, 'data');
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end(end);
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('the program continues when its output is on a full disk', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', full, full] });
  child.stdin!.end(end);
  expect(await once(child, 'exit')).toEqual([7, null]);
});
