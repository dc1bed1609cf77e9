import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

// Benchmarks use the generators, outside of Jest.
test('the media generators load without Jest', async () => {
  const script =
    "console.log(Object.keys(await import('@galeria/media/testing')).sort().join(' '))";
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stdout).toContain('encodeSound');
  expect(stdout).toContain('tune');
});
