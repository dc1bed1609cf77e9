import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mallocEnvironment } from '@galeria/uploader/malloc';
import { expect, test } from '@jest/globals';
import { idOf } from './items.ts';
import { startSyntheticStack } from './synthetic.ts';

const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

/** So many that a page of each sort is full. */
const FEW = 2_000;
/** 10,000, or as many as the environment says: the script `test:million` takes a million. */
const MANY = Number(process.env.GALERIA_VERIFY_ITEMS ?? 10_000);
/** By itself V8 lets hundreds of MiB of garbage pile up before it looks: memory would say nothing. */
const PROMPT = '--max-old-space-size=64 --max-semi-space-size=2';
/** What garbage collection leaves to chance. */
const MARGIN_MIB = 24;
const LOOK_MS = 50;
const TIMEOUT_MS = 240_000 + MANY * 30;

/** Of S3 and the catalog, for 1,000 items. */
const REQUESTS = 10;
/** Where there is nothing to list, and for what is looked at one by one. */
const MORE_REQUESTS = 25;

/**
 * Runs `galeria verify` on a stack of so many items.
 * @returns what it said, how often it asked for something, and its most memory
 */
async function verify(items: number, strange: Parameters<typeof startSyntheticStack>[1] = {}) {
  const home = await mkdtemp(join(tmpdir(), 'galeria-verify-'));
  const stack = await startSyntheticStack(items, strange);
  await writeFile(join(home, 'stack.json'), JSON.stringify(stack.note));
  const tool = spawn(process.execPath, [cli, 'verify'], {
    env: { ...process.env, ...mallocEnvironment, GALERIA_HOME: home, NODE_OPTIONS: PROMPT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [tool.stdout, tool.stderr]) {
    stream.on('data', (text) => said.push(String(text)));
  }
  const ended = once(tool, 'close');
  let peakMiB = 0;
  while (tool.exitCode === null && tool.signalCode === null) {
    peakMiB = Math.max(peakMiB, await peakOf(tool.pid!));
    await sleep(LOOK_MS);
  }
  await ended;
  await stack.close();
  await rm(home, { recursive: true });
  return { code: tool.exitCode, said: said.join(''), requests: stack.requests(), peakMiB };
}

/** The most memory that a process has held so far; 0 where it is gone. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

test(
  'verify needs no more memory for many items than for few, and few requests',
  async () => {
    const few = await verify(FEW);
    const begun = performance.now();
    const many = await verify(MANY);
    const seconds = (performance.now() - begun) / 1000;
    for (const { code, said } of [few, many]) {
      expect(said).toContain('nothing is wrong');
      expect(said).not.toContain('one by one');
      expect(code).toBe(0);
    }
    expect(many.said).toContain(`${MANY} items looked at`);
    expect(many.said).toContain(`${MANY} originals looked at`);
    expect(many.said).toContain(`${MANY} upload records looked at`);
    expect(many.said).toContain(`${MANY} objects in the gallery looked at`);
    expect(many.said).toContain(`${MANY * 3} rows of search looked at`);
    expect(many.requests).toBeLessThan((REQUESTS * MANY) / 1000 + MORE_REQUESTS);
    if (process.env.GALERIA_VERIFY_ITEMS) {
      console.info(
        `${FEW}: ${few.peakMiB.toFixed()} MiB, ${MANY}: ${many.peakMiB.toFixed()} MiB, ` +
          `${seconds.toFixed()} s, ${many.requests} requests`,
      );
    }
    expect(many.peakMiB).toBeLessThan(few.peakMiB + MARGIN_MIB);
  },
  TIMEOUT_MS,
);

test(
  'verify finds the one item among 4,000 of which no object is left, without asking for each',
  async () => {
    const [items, lost] = [4_000, 2_718];
    const { code, said, requests } = await verify(items, { gone: [lost] });
    const id = idOf(lost, items);
    expect(said).toContain(`original-missing  ${id}  its status is ready\n`);
    expect(said).toContain(`rendition-missing  ${id}  640.v3.webp\n`);
    expect(said).toContain('2 left as they are');
    expect(code).toBe(1);
    // The catalog is read twice, and those that share a bucket with it are asked for.
    expect(requests).toBeLessThan((2 * REQUESTS * items) / 1000 + MORE_REQUESTS);
  },
  TIMEOUT_MS,
);

test('verify misses nothing where a scan hands out rows in another order, and says nothing wrong', async () => {
  const sound = await verify(200, { reversed: true });
  expect(sound.said).toContain('nothing is wrong');
  expect(sound.said).toContain('one by one');
  const { said } = await verify(200, { reversed: true, gone: [7] });
  expect(said).toContain(`original-missing  ${idOf(7, 200)}`);
});
