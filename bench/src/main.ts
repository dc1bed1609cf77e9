// pnpm bench images|audio|index|uploads|page [rounds]: measures, prints the tables, and writes them into
// docs/performance.md. `audio` requires Debian's ffmpeg for comparison; `uploads` compares with Debian's
// nginx if it is installed, and takes two more arguments: a divisor of the number of files, and the MiB
// of each file for the measurement of memory.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

const PAGE = new URL('../../docs/performance.md', import.meta.url);

// Each subject loads only its own parts.
async function images(folder: string, rounds: number): Promise<string[]> {
  const { default: sharp } = await import('sharp');
  const { measureColdStart } = await import('./cold-start.ts');
  const { measureImages } = await import('./images.ts');
  const { imagesTable, ratiosTable } = await import('./table.ts');
  const picture = join(folder, 'small.png');
  const small = { width: 64, height: 48, channels: 3 as const, background: '#888' };
  await sharp({ create: small }).png().toFile(picture);
  const cold = await measureColdStart(picture, 2 * rounds + 1);
  const costs = await measureImages(folder, rounds);
  return [
    `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`,
    ratiosTable(costs),
    `Cold start of the bundled function, from its import until a small picture is processed: ${cold.toFixed(0)} ms (limit 400 ms).`,
    imagesTable(costs),
  ];
}

const audio = async (folder: string, rounds: number) => [
  'node-av 6',
  await (await import('./audio.ts')).measureAudio(folder, rounds),
];

const index = async (folder: string, rounds: number) => [
  'node:sqlite',
  ...(await (await import('./media-index/measure.ts')).measureIndex(folder, rounds)),
];

async function uploads(
  folder: string,
  rounds: number,
  [fewer = '1', memoryMiB = '1024']: string[],
) {
  const { measureUploads } = await import('./uploads/main.ts');
  const memoryBytes = Number(memoryMiB) * 2 ** 20;
  const tables = await measureUploads(folder, rounds, { fewer: Number(fewer), memoryBytes });
  return [`load average ${loadavg()[0]?.toFixed(0)} at the end`, ...tables];
}

const page = async (_folder: string, rounds: number) => [
  `Chromium without a GPU, load average ${loadavg()[0]?.toFixed(0)} on two processors`,
  await (await import('./page.ts')).measurePage(rounds),
];

type Subject = (folder: string, rounds: number, more: string[]) => Promise<string[]>;
const subjects: Readonly<Record<string, Subject>> = { images, audio, index, uploads, page };
const [what = '', rounds = '5', ...more] = process.argv.slice(2);
const measure = subjects[what];
if (!measure) {
  console.error(`usage: pnpm bench ${Object.keys(subjects).join('|')} [rounds]`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'galeria-bench-'));
try {
  const [libraries, ...tables] = await measure(folder, Number(rounds), more);
  const where = `Node ${process.versions.node}, ${libraries}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`;
  const measured = [
    `${new Date().toISOString().slice(0, 10)}, ${where}, ${Number(rounds) === 1 ? 'one round' : `medians of ${rounds} interleaved rounds`}.`,
    ...tables,
  ].join('\n\n');
  console.log(measured);
  const [begin, end] = [`<!-- bench ${what} -->`, `<!-- /bench ${what} -->`];
  const page = await readFile(PAGE, 'utf8');
  const [before] = page.split(begin);
  const after = page.split(end)[1] ?? '';
  await writeFile(PAGE, `${before}${begin}\n\n${measured}\n\n${end}${after}`);
} finally {
  await rm(folder, { recursive: true });
}
