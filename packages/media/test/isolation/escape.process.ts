// A decoder with compromised JavaScript. Its source contains the targets.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { serve } from '../../src/isolation/index.ts';
import { tryToEscape } from './escape.ts';

serve(async ({ path }) => {
  const targets = JSON.parse(await readFile(path, 'utf8'));
  const metadata = await tryToEscape({ ...targets, folder: dirname(path) });
  return { mimeType: 'image/png', metadata, renditions: [] };
});
