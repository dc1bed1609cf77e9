import { EventEmitter } from 'node:events';
import { isSound } from '../content.ts';
import { currentContext, type Process } from '../context.ts';
import { SimulationError } from '../errors.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import { presentWorld } from '../world.ts';

export interface DecoderFaults {
  /** The share of decodes after which the idle child dies. */
  diesIdle: number;
  /** The share of decodes that the child does not survive. */
  diesAtWork: number;
}

export type Decoders = ReturnType<typeof createDecoders>;

/** The child processes that decode, as `isolate` starts and watches them. */
export function createDecoders(scheduler: Scheduler, random: Random) {
  const faults: DecoderFaults = { diesIdle: 0, diesAtWork: 0 };
  const living = new Map<number, SimulatedChild>();
  const crashed = new Set<string>();
  let pids = 100_000;
  return {
    faults,
    isAlive: (pid: number): boolean => living.get(pid)?.connected ?? false,
    start(): SimulatedChild {
      const child = new SimulatedChild(++pids, { scheduler, random, faults, crashed });
      living.set(child.pid, child);
      return child;
    },
  };
}

interface Surroundings {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: DecoderFaults;
  /** A file that crashed one decoder does not crash the next: it is not at fault. */
  readonly crashed: Set<string>;
}

/** The part of ChildProcess that `runInChild` uses. */
export class SimulatedChild extends EventEmitter {
  readonly pid: number;
  connected = true;
  readonly #in: Surroundings;
  readonly #process: Process | undefined = currentContext().process;

  constructor(pid: number, surroundings: Surroundings) {
    super();
    this.pid = pid;
    this.#in = surroundings;
  }
  send({ source }: { source: { path: string } }, done: (error: Error | null) => void): boolean {
    const { scheduler, random, faults, crashed } = this.#in;
    if (!this.connected) {
      // https://nodejs.org/api/child_process.html#subprocesssendmessage-sendhandle-options-callback
      queueMicrotask(() =>
        done(Object.assign(new Error('closed'), { code: 'ERR_IPC_CHANNEL_CLOSED' })),
      );
      return false;
    }
    const bytes = presentWorld().disks.get('scratch')?.read(source.path);
    if (!bytes) throw new SimulationError('not-simulated', { detail: source.path });
    scheduler.after(0.5, () => {
      if (this.connected) this.emit('message', { outcome: 'started' });
    });
    scheduler.after(1 + random.exponential(isSound(bytes) ? 150 : 30), () => {
      if (!this.connected) return;
      if (!crashed.has(source.path) && random.chance(faults.diesAtWork)) {
        crashed.add(source.path);
        return this.end(null, 'SIGSEGV');
      }
      this.emit('message', isSound(bytes) ? derived(bytes) : failed);
      if (random.chance(faults.diesIdle)) {
        scheduler.after(random.between(50, 2_000), () => this.end(null, 'SIGKILL'));
      }
    });
    queueMicrotask(() => done(null));
    return true;
  }
  kill(): boolean {
    if (this.connected) this.#in.scheduler.after(1, () => this.end(null, 'SIGKILL'));
    return true;
  }
  end(code: number | null, signal: string): void {
    if (!this.connected) return;
    this.connected = false;
    this.#in.scheduler.trace(`decoder ended by ${signal}`, { process: this.#process });
    this.emit('exit', code, signal);
    this.emit('close', code, signal);
  }
}

const failed = { outcome: 'failed', code: 'corrupt', detail: 'simulated', cause: undefined };

const derived = (bytes: Buffer) => ({
  outcome: 'derived',
  derivation: {
    mimeType: 'image/jpeg',
    metadata: { format: 'jpeg', title: 'simulated' },
    renditions: [
      {
        name: '320.v4.webp',
        mimeType: 'image/webp',
        width: 320,
        height: 320,
        body: new Uint8Array(bytes.subarray(0, 16)),
      },
    ],
  },
});

/** The content of a file in proc(5) about a decoder, which has no children; undefined for other paths. */
export function decoderStat(path: string): Promise<string> | undefined {
  const [, pid, file] = /^\/proc\/(\d+)\/(?:task\/\d+\/)?(stat|children)$/.exec(path) ?? [];
  if (pid === undefined) return undefined;
  if (!presentWorld().decoders.isAlive(Number(pid))) {
    return Promise.reject(Object.assign(new Error(path), { code: 'ENOENT' }));
  }
  const fields = Array.from({ length: 50 }, () => '1');
  return Promise.resolve(file === 'stat' ? `${pid} (decoder) S ${fields.join(' ')}` : '');
}
