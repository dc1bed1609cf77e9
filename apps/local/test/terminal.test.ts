import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const program = fileURLToPath(new URL('./terminal-speaker.ts', import.meta.url));

/** Lets the program end. */
const end = '.';

test('the program goes on when nobody reads its output any more', async () => {
  const child = spawn(process.execPath, [program], { stdio: 'pipe' });
  await once(child.stderr, 'data');
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end(end);
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('the program goes on when its output goes to a full disk', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', full, full] });
  child.stdin!.end(end);
  expect(await once(child, 'exit')).toEqual([7, null]);
});
