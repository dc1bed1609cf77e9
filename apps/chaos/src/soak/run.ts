import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChaosError } from '../errors.ts';
import { type Galeria, startGaleria } from '../galeria/start.ts';
import { createRandom } from '../random.ts';
import { createStatus } from '../status.ts';
import { CLIENTS, SAMPLES, SLACK, STEEPEST, WARM_UP_SHARE } from './limits.ts';
import type { Options } from './options.ts';
import { createRequests } from './requests.ts';
import { type Sample, takeSample } from './sample.ts';
import { slopeOf } from './slope.ts';

type Name = keyof typeof STEEPEST;

export interface Slope {
  readonly name: Name;
  /** At the end of the warm-up, and at the end. */
  readonly first: number;
  readonly last: number;
  /** For each request. */
  readonly slope: number;
  readonly steepest: number;
}

export type Report = Awaited<ReturnType<typeof soak>>;

const host = fileURLToPath(new URL('./host.ts', import.meta.url));
const probe = new URL('./probe.mjs', import.meta.url);

/** Sends mixed requests to a complete Galeria, and measures its memory and files at rest in between. */
export async function soak(
  folder: string,
  { seed, requests, stack }: Options,
  signal: AbortSignal,
) {
  const status = createStatus();
  const probes = join(folder, 'probes');
  const home = join(folder, 'galeria');
  await mkdir(probes);
  const galeria = await start({ home, stack, probes });
  try {
    const source = await createRequests(galeria.address, seed);
    await source.prepare();
    const clients = Array.from({ length: CLIENTS }, (_, client) => createRandom(seed).fork(client));
    const samples: Sample[] = [];
    let sent = 0;
    const times = Math.min(SAMPLES.most, Math.ceil(requests / SAMPLES.leastRequests));
    for (let sample = 1; sample <= times; sample++) {
      const until = Math.round((requests * sample) / times);
      await Promise.all(
        clients.map(async (random) => {
          while (sent < until && !signal.aborted) {
            sent++;
            await source.one(random);
          }
        }),
      );
      signal.throwIfAborted();
      samples.push(await takeSample({ pid: galeria.pid, home, probes, requests: sent }));
      status.update(`${sent} of ${requests} requests: ${JSON.stringify(samples.at(-1)?.values)}`);
    }
    const slopes = Object.keys(STEEPEST).map((name) => measure(name as Name, samples, requests));
    return {
      seed,
      requests: sent,
      kinds: source.counts,
      seconds: status.seconds(),
      slopes,
      samples,
    };
  } finally {
    await galeria.kill();
  }
}

interface Start {
  readonly home: string;
  readonly stack: string;
  readonly probes: string;
}

async function start({ home, stack, probes }: Start): Promise<Galeria> {
  const url = new URL(probe);
  url.searchParams.set('folder', probes);
  const galeria = await startGaleria({ home, stack, program: host, imports: [url.href] });
  if (typeof galeria === 'string') throw new ChaosError('start-failed', { detail: galeria });
  return galeria;
}

function measure(name: Name, samples: readonly Sample[], requests: number): Slope {
  const warm = samples.filter((sample) => sample.requests > requests * WARM_UP_SHARE);
  const points = warm.map((sample) => ({ x: sample.requests, y: sample.values[name] }));
  return {
    name,
    first: points.at(0)?.y ?? 0,
    last: points.at(-1)?.y ?? 0,
    slope: slopeOf(points),
    steepest: STEEPEST[name] + SLACK[name] / (requests * (1 - WARM_UP_SHARE)),
  };
}
