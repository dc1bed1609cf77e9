import { launchBrowser, openSyntheticGallery } from '@galeria/local/testing/page';
import { median } from './statistics.ts';

const SIZES = [1_000, 100_000] as const;
/** The slower processor of a phone. */
const THROTTLE = 4;
/** Places in the listing that are jumped to. */
const JUMPS = 20;

const FIRST_PICTURE = `new Promise((resolve) => {
  const look = () => {
    const image = document.querySelector('.tile img');
    if (image?.complete && image.naturalWidth > 0) resolve(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Jumps through the listing, and returns the milliseconds until each place has all its pictures. */
const JUMP = `(async () => {
  const isPainted = () => {
    const images = [...document.querySelectorAll('.tile img')].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    return images.length > 5 && images.every((image) => image.complete && image.naturalWidth > 0);
  };
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  for (let jump = 1; jump <= ${JUMPS}; jump++) {
    const begin = performance.now();
    scrollTo(0, (document.documentElement.scrollHeight * ((jump * 7) % ${JUMPS})) / ${JUMPS});
    await frame();
    await frame();
    while (!isPainted()) await frame();
    times.push(performance.now() - begin);
  }
  return times;
})()`;

interface Measured {
  readonly firstPictureMs: number;
  readonly nodes: number;
  readonly heapMiB: number;
  readonly jumpMs: number;
}

/** Opens the page with so many items on a throttled processor, and jumps through it. */
async function measureOnce(count: number): Promise<Measured> {
  const gallery = await openSyntheticGallery(count);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.goto(gallery.address, { waitUntil: 'commit' });
    const firstPictureMs = await page.evaluate<number>(FIRST_PICTURE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const jumpMs = median(await page.evaluate<number[]>(JUMP));
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const nodes = await page.evaluate<number>('document.querySelectorAll("*").length');
    const heapMiB = usedSize / 2 ** 20;
    return { firstPictureMs, nodes, heapMiB, jumpMs };
  } finally {
    await browser.close();
    gallery.close();
  }
}

/** Measures the page with few and with many items, and returns a table in Markdown. */
export async function measurePage(rounds: number): Promise<string> {
  const rows: string[] = [];
  for (const count of SIZES) {
    const measured: Measured[] = [];
    for (let round = 0; round < rounds; round++) measured.push(await measureOnce(count));
    const of = (pick: (one: Measured) => number) => median(measured.map(pick)).toFixed(0);
    rows.push(
      `| ${count.toLocaleString('en')} | ${of(({ firstPictureMs }) => firstPictureMs)} | ${of(({ jumpMs }) => jumpMs)} | ${of(({ nodes }) => nodes)} | ${of(({ heapMiB }) => heapMiB)} |`,
    );
  }
  return [
    '| items | first picture, ms | all pictures after a jump, ms | nodes | heap, MiB |',
    '|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}
