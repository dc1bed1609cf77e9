import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { MediaItem } from '@galeria/api/client';
import { checkMetadata } from '@galeria/catalog/check-metadata';
import { eventually } from '@galeria/testing';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const run = promisify(execFile);

export interface Uploaded {
  readonly id: string;
  readonly kind: string;
  readonly size: number;
  readonly filename: string;
  readonly duplicate?: boolean;
  readonly links: { readonly self: string };
}

/** A Galeria started by `npm start`, in its own process group and data folder. */
export class Galeria {
  readonly home: string;
  address = '';
  readonly #stack: string;
  #npm: ChildProcess | undefined;

  private constructor(home: string, stack: string) {
    this.home = home;
    this.#stack = stack;
  }

  static async start(options?: { stack?: string }): Promise<Galeria> {
    const galeria = await Galeria.prepare(options);
    await galeria.start();
    return galeria;
  }

  /** Creates a data folder for `start`. */
  static async prepare({ stack = 'dev' }: { stack?: string } = {}): Promise<Galeria> {
    return new Galeria(await mkdtemp(join(tmpdir(), 'galeria-e2e-')), stack);
  }

  /** Starts again on the same data folder. */
  async start(): Promise<void> {
    const npm = startNpm(this.home, this.#stack, []);
    this.#npm = npm;
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream!.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    this.address = await eventually(() => {
      if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}: ${said}`);
      return /is running at (http:\S+)/.exec(said)?.[1];
    });
  }

  /** Kills all processes at once, like a power cut. */
  async kill(): Promise<void> {
    const gone = once(this.#npm!, 'exit');
    process.kill(-this.#npm!.pid!, 'SIGKILL');
    await gone;
  }

  /** Stops it like Ctrl-C in a terminal: the whole group gets the signal. */
  async stop(): Promise<void> {
    const npm = this.#npm!;
    if (npm.exitCode !== null || npm.signalCode !== null) return;
    const closed = once(npm, 'close');
    process.kill(-npm.pid!, 'SIGINT');
    await closed;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.home, { recursive: true, force: true });
  }

  /** Runs curl with the given arguments. */
  async curl(...args: string[]): Promise<{ status: number; text: string }> {
    const { stdout } = await run('curl', ['-sS', '-w', '\n%{http_code}', ...args], {
      maxBuffer: 1 << 28,
    });
    const end = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(end + 1)), text: stdout.slice(0, end) };
  }

  async upload(...files: string[]): Promise<Uploaded[]> {
    const fields = files.flatMap((file) => ['-F', `file=@${file}`]);
    const { status, text } = await this.curl(...fields, `${this.address}/uploads`);
    if (status !== 202) throw new Error(`${status} ${text}`);
    return JSON.parse(text).uploads;
  }

  /** Returns an item. Throws if the metadata of a `ready` one does not match the schema of its kind. */
  async item(id: string): Promise<MediaItem | undefined> {
    const response = await fetch(`${this.address}/media/${id}`);
    if (!response.ok) return undefined;
    const item = (await response.json()) as MediaItem;
    if (item.status === 'ready') checkMetadata(item.kind, item.metadata);
    return item;
  }

  /** Waits until the condition holds. */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    await eventually(async () => ((await isSo()) ? true : undefined));
  }

  /** Waits until an item is `ready` or `failed`. */
  settled(id: string): Promise<MediaItem> {
    return eventually(async () => {
      const item = await this.item(id);
      return item?.status === 'ready' || item?.status === 'failed' ? item : undefined;
    });
  }

  /** Returns the lines of the log. */
  async log(): Promise<Record<string, unknown>[]> {
    const text = await readFile(join(this.home, 'logs/galeria.log'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}

/** An item whose addresses have no signature: that one depends on the hour and on the port. */
export const withoutSignatures = <Item>(item: Item): Item =>
  item && JSON.parse(JSON.stringify(item).replaceAll(/\?Policy=[^" ]+/g, ''));

function startNpm(
  home: string,
  stack: string,
  args: string[],
  more: NodeJS.ProcessEnv = {},
): ChildProcess {
  return spawn('npm', ['start', '--', ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      GALERIA_HOME: home,
      GALERIA_STACK: stack,
      NODE_OPTIONS: '',
      ...more,
    },
  });
}

/** Runs `npm start -- …files` until it ends. */
export const sendFiles = (home: string, ...args: string[]) => runToEnd(home, args);

/** Runs `npm start` with the given settings until it ends. */
export async function runToEnd(home: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const npm = startNpm(home, 'dev', args, env);
  let stdout = '';
  let stderr = '';
  npm.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  npm.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(npm, 'close');
  return { code: code as number, stdout, stderr };
}
