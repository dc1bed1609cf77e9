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

const cli = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Enough items to fill a page of every listing. */
const FEW = 2_000;
/** 10,000 items by default. The script `test:million` sets a million. */
const MANY = Number(process.env.GALERIA_VERIFY_ITEMS ?? 10_000);
/** Limits the heap, as V8 otherwise keeps hundreds of MiB of garbage and hides the memory in use. */
const HEAP_OPTIONS = '--max-old-space-size=64 --max-semi-space-size=2';
/** Tolerance for the timing of garbage collection. */
const MARGIN_MIB = 24;
const POLL_MS = 50;
const TIMEOUT_MS = 240_000 + MANY * 30;

/** Requests to S3 and the catalog for 1,000 items. */
const REQUESTS = 10;
/** Requests for empty listings and for items that are re-checked. */
const MORE_REQUESTS = 25;

/**
 * Runs `galeria verify` on a stack with the given number of items.
 * @returns the output, the number of requests and the peak memory
 */
async function verify(items: number, strange: Parameters<typeof startSyntheticStack>[1] = {}) {
  const home = await mkdtemp(join(tmpdir(), 'galeria-verify-'));
  const stack = await startSyntheticStack(items, strange);
  await writeFile(join(home, 'stack.json'), JSON.stringify(stack.note));
  const tool = spawn(process.execPath, [cli, 'verify'], {
    env: { ...process.env, ...mallocEnvironment, GALERIA_HOME: home, NODE_OPTIONS: HEAP_OPTIONS },
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
    await sleep(POLL_MS);
  }
  await ended;
  await stack.close();
  await rm(home, { recursive: true });
  return { code: tool.exitCode, said: said.join(''), requests: stack.requests(), peakMiB };
}

/** Returns the peak memory of a process in MiB, or 0 after it has ended. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

test(
  'the memory of verify does not depend on the number of items, and it makes few requests',
  async () => {
    const few = await verify(FEW);
    const begun = performance.now();
    const many = await verify(MANY);
    const seconds = (performance.now() - begun) / 1000;
    for (const { code, said } of [few, many]) {
      expect(said).toContain('no faults');
      expect(said).not.toContain('re-checked');
      expect(code).toBe(0);
    }
    expect(many.said).toContain(`${MANY} items checked`);
    expect(many.said).toContain(`${MANY} originals checked`);
    expect(many.said).toContain(`${MANY} upload records checked`);
    expect(many.said).toContain(`${MANY} gallery objects checked`);
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
  'verify finds one item of 4,000 without objects, without a request for each item',
  async () => {
    const [items, lost] = [4_000, 2_718];
    const { code, said, requests } = await verify(items, { gone: [lost] });
    const id = idOf(lost, items);
    expect(said).toContain(`original-missing  ${id}  the item's status is ready\n`);
    expect(said).toContain(`rendition-missing  ${id}  640.v4.webp\n`);
    expect(said).toContain('2 faults not repaired');
    expect(code).toBe(1);
    // The catalog is read twice, and the items in the same sum bucket are re-checked.
    expect(requests).toBeLessThan((2 * REQUESTS * items) / 1000 + MORE_REQUESTS);
  },
  TIMEOUT_MS,
);

test('verify needs no particular order of the rows of a scan', async () => {
  const sound = await verify(200, { reversed: true });
  expect(sound.said).toContain('no faults');
  const { said } = await verify(200, { reversed: true, gone: [7] });
  expect(said).toContain(`original-missing  ${idOf(7, 200)}`);
});
