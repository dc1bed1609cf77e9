import { launchBrowser, openSyntheticGallery } from '@galeria/local/testing/page';
import { median } from './statistics.ts';

const SIZES = [1_000, 100_000] as const;
/** The slower processor of a phone. */
const THROTTLE = 4;
/** Wheel events of one way through the listing, and the pixels of each. */
const TURNS = 60;
const TURN_PX = 1_500;

const FIRST_PICTURE = `new Promise((resolve) => {
  const look = () => {
    const image = document.querySelector('.tile img');
    if (image?.complete && image.naturalWidth > 0) resolve(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Counts the frames of the window, and remembers the longest time without one. */
const FRAMES = `(() => {
  const frames = { count: 0, longest: 0, last: performance.now() };
  const tick = (now) => {
    frames.count++;
    frames.longest = Math.max(frames.longest, now - frames.last);
    frames.last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  globalThis.frames60 = frames;
})()`;

interface Measured {
  readonly firstPictureMs: number;
  readonly nodes: number;
  readonly heapMiB: number;
  readonly framesPerSecond: number;
}

/** Opens the page with so many items on a throttled processor, and scrolls through it. */
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
    await page.mouse.move(700, 450);
    await page.evaluate(FRAMES);
    const begin = performance.now();
    for (let turn = 0; turn < TURNS; turn++) await page.mouse.wheel(0, TURN_PX);
    const seconds = (performance.now() - begin) / 1_000;
    const frames = await page.evaluate<number>('globalThis.frames60.count');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const nodes = await page.evaluate<number>('document.querySelectorAll("*").length');
    const heapMiB = usedSize / 2 ** 20;
    return { firstPictureMs, nodes, heapMiB, framesPerSecond: frames / seconds };
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
      `| ${count.toLocaleString('en')} | ${of(({ firstPictureMs }) => firstPictureMs)} | ${of(({ nodes }) => nodes)} | ${of(({ heapMiB }) => heapMiB)} | ${of(({ framesPerSecond }) => framesPerSecond)} |`,
    );
  }
  return [
    '| items | first picture, ms | nodes after scrolling | heap after scrolling, MiB | frames/s while scrolling |',
    '|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}
