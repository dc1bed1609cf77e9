import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { temporaryFolder } from './testing.ts';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test('a bundled program finds the bundled thread beside it', async () => {
  await using folder = await temporaryFolder();
  const options = { bundle: true, platform: 'node', format: 'esm', target: 'node24' } as const;
  const [program, thread] = ['program.mjs', 'index.thread.mjs'].map((name) =>
    join(folder.path, name),
  );
  await build({
    ...options,
    entryPoints: [source('./open-index.process.ts')],
    outfile: program!,
  });
  await build({
    ...options,
    entryPoints: [fileURLToPath(import.meta.resolve('@galeria/media-index/thread'))],
    outfile: thread!,
  });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program!, join(folder.path, 'index.sqlite')],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect(stdout.trim()).toBe('opened');
});
