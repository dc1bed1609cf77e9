// pnpm bench images [rounds]: measures, prints the tables, and writes them into docs/performance.md.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { measureColdStart } from './cold-start.ts';
import { measureImages } from './images.ts';
import { imagesTable, ratiosTable } from './table.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const [BEGIN, END] = ['<!-- bench images -->', '<!-- /bench images -->'];

const [what, rounds = '5'] = process.argv.slice(2);
if (what !== 'images') {
  console.error('usage: pnpm bench images [rounds]');
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'galeria-bench-'));
try {
  const picture = join(folder, 'small.png');
  const small = { width: 64, height: 48, channels: 3 as const, background: '#888' };
  await sharp({ create: small }).png().toFile(picture);
  const cold = await measureColdStart(picture, 2 * Number(rounds) + 1);
  const costs = await measureImages(folder, Number(rounds));
  const where = `Node ${process.versions.node}, sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`;
  const measured = [
    `${new Date().toISOString().slice(0, 10)}, ${where}, medians of ${rounds} interleaved rounds.`,
    ratiosTable(costs),
    `Cold start of the bundled function, from its import until a small picture is decoded and encoded: ${cold.toFixed(0)} ms (at most 400 ms).`,
    imagesTable(costs),
  ].join('\n\n');
  console.log(measured);
  const page = await readFile(PAGE, 'utf8');
  const [before] = page.split(BEGIN);
  const after = page.split(END)[1] ?? '';
  await writeFile(PAGE, `${before}${BEGIN}\n\n${measured}\n\n${END}${after}`);
} finally {
  await rm(folder, { recursive: true });
}
