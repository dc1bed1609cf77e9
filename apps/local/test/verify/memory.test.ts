import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { startSyntheticStack } from './synthetic.ts';

const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

const FEW = 500;
/** 4,000, or as many as the environment says: the script `test:million` takes a million. */
const MANY = Number(process.env.GALERIA_VERIFY_ITEMS ?? 4_000);
/** By itself V8 lets hundreds of MiB of garbage pile up before it looks: memory would say nothing. */
const PROMPT = '--max-old-space-size=96 --max-semi-space-size=2';
/** Nor would it with the holes that malloc(3) keeps between its pieces: docs/reliability.md. */
const GIVES_BACK = { MALLOC_MMAP_THRESHOLD_: '32768', MALLOC_ARENA_MAX: '2' };
/** What garbage collection leaves to chance. */
const MARGIN_MIB = 24;
const LOOK_MS = 50;
const TIMEOUT_MS = 240_000 + MANY * 30;

/** Runs `galeria verify` on a stack of so many items. @returns what it said, and its most memory */
async function verify(items: number) {
  const home = await mkdtemp(join(tmpdir(), 'galeria-verify-'));
  const stack = await startSyntheticStack(items);
  await writeFile(join(home, 'stack.json'), JSON.stringify(stack.note));
  const tool = spawn(process.execPath, [cli, 'verify'], {
    env: { ...process.env, ...GIVES_BACK, GALERIA_HOME: home, NODE_OPTIONS: PROMPT },
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
  return { code: tool.exitCode, said: said.join(''), peakMiB };
}

/** The most memory that a process has held so far; 0 where it is gone. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

test(
  'verify needs no more memory for many items than for few',
  async () => {
    const few = await verify(FEW);
    const many = await verify(MANY);
    for (const { code, said } of [few, many]) {
      expect(said).toContain('nothing is wrong');
      expect(code).toBe(0);
    }
    expect(many.said).toContain(`${MANY} items looked at`);
    expect(many.said).toContain(`${MANY} originals looked at`);
    expect(many.said).toContain(`${MANY} objects in the gallery looked at`);
    if (process.env.GALERIA_VERIFY_ITEMS) {
      console.info(`${FEW}: ${few.peakMiB.toFixed()} MiB, ${MANY}: ${many.peakMiB.toFixed()} MiB`);
    }
    expect(many.peakMiB).toBeLessThan(few.peakMiB + MARGIN_MIB);
  },
  TIMEOUT_MS,
);
