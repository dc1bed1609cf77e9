import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';

const main = fileURLToPath(new URL('../../src/s3/main.ts', import.meta.url));

export interface S3Process {
  readonly pid: number;
  readonly client: S3Client;
  readonly endpoint: string;
  /** Ends the process, by default with SIGKILL, and waits until it has ended. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
}

async function firstLine(child: ChildProcess): Promise<{ endpoint: string }> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const message = JSON.parse(line);
    if (message.msg === 'listening') return message;
  }
  throw new Error('the server ended before it listened');
}

/** Starts the server as a process. It appends delivered events to the file `events`. */
export async function spawnS3(dir: string, events: string): Promise<S3Process> {
  // See main.ts for the reason of the flag.
  const args = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=1', main];
  const child = spawn(process.execPath, [...args, '--dir', dir, '--events', events], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Without jest's flags.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const gone = once(child, 'exit');
  const { endpoint } = await firstLine(child);
  child.stdout?.resume();
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'galeria', secretAccessKey: 'galeria-secret' },
    forcePathStyle: true,
    maxAttempts: 1,
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    pid: child.pid!,
    client,
    endpoint,
    async kill(signal = 'SIGKILL') {
      client.destroy();
      child.kill(signal);
      await gone;
    },
  };
}
