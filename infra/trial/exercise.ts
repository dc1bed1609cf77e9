import { setTimeout as sleep } from 'node:timers/promises';
import { samples } from './files.ts';

export interface Target {
  readonly url: string;
  /** An API key with every scope. Undefined where none is needed. */
  readonly key: string | undefined;
  /** How long an item may take until it is ready. */
  readonly readyMs: number;
}

/** A step of the trial. */
export interface Step {
  readonly name: string;
  readonly ms: number;
}

const POLL_MS = 500;

/**
 * Uploads a file of each kind, waits until they are ready, finds one by its name, and deletes them.
 *
 * @throws TrialError with the step that failed
 */
export async function exercise(target: Target, seed: number): Promise<Step[]> {
  const steps: Step[] = [];
  const step = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await run().catch((cause: unknown) => {
      throw new TrialError(name, cause);
    });
    steps.push({ name, ms: Math.round(performance.now() - began) });
    return result;
  };
  const call = caller(target);

  const ids: string[] = [];
  for (const [kind, { name, bytes }] of Object.entries(samples(seed))) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const { uploads } = await step(`upload ${kind}`, () =>
      call('/uploads', { method: 'POST', body: form }),
    );
    const { id } = uploads[0];
    ids.push(id);
    await step(`process ${kind}`, () => ready(call, id, target.readyMs));
  }
  await step('search', async () => {
    const { items } = await call(`/media?q=number${seed}`);
    if (!items.some(({ id }: { id: string }) => ids.includes(id))) throw new Error('not found');
  });
  await step('delete', async () => {
    for (const id of ids) await call(`/media/${id}?now=true`, { method: 'DELETE' });
  });
  return steps;
}

export class TrialError extends Error {
  constructor(step: string, cause: unknown) {
    super(`The trial failed at "${step}": ${(cause as Error).message}`, { cause });
    this.name = 'TrialError';
  }
}

// biome-ignore lint/suspicious/noExplicitAny: responses of several routes
type Call = (path: string, init?: RequestInit) => Promise<any>;

const caller =
  ({ url, key }: Target): Call =>
  async (path, init = {}) => {
    const headers = key ? { authorization: `Bearer ${key}` } : {};
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };

/** The item can be missing at first, as its upload is registered after the response. */
async function ready(call: Call, id: string, readyMs: number): Promise<void> {
  const deadline = Date.now() + readyMs;
  for (;;) {
    const item = await call(`/media/${id}`).catch(() => ({ status: 'unknown' }));
    if (item.status === 'ready') return;
    if (item.status === 'failed') throw new Error(`${id} failed: ${JSON.stringify(item.failure)}`);
    if (Date.now() > deadline) throw new Error(`${id} is ${item.status} after ${readyMs} ms`);
    await sleep(POLL_MS);
  }
}
