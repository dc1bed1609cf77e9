// Misbehaves as the source's name says.
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { serve } from '../../src/isolation/index.ts';
import type { Rendition } from '../../src/kind.ts';

const taken: Buffer[] = [];

const failInThread = () =>
  new Promise((_resolve, reject) => {
    const code = "throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })";
    new Worker(code, { eval: true }).once('error', reject);
  });

serve(async ({ path }) => {
  const folder = dirname(path);
  let body: Rendition['body'] = Buffer.from(JSON.stringify(process.env));
  switch (basename(path)) {
    case 'spin':
      for (;;);
    case 'wait':
      await sleep(60_000);
      break;
    case 'take':
      for (;;) {
        taken.push(Buffer.alloc(16 * 2 ** 20, 1));
        await sleep(1);
      }
    case 'crash':
      process.stderr.write('a decoder said this');
      process.abort();
      break;
    case 'keep':
      taken.push(Buffer.alloc(160 * 2 ** 20, 1));
      break;
    case 'make':
      body = { file: join(folder, 'made') };
      await writeFile(body.file, 'made');
      break;
    case 'make-folder':
      await mkdir(join(folder, 'folder'));
      break;
    case 'leave':
      process.removeAllListeners('disconnect');
      setTimeout(() => process.disconnect(), 100);
      setInterval(() => {}, 1000);
      break;
    case 'fault-in-thread':
      await failInThread();
      break;
    case 'fault':
      throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
  }
  const rendition = { name: 'r', mimeType: 'image/webp', width: 1, height: 1, body };
  return { mimeType: 'image/png', metadata: {}, renditions: [rendition] };
});
