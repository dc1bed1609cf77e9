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
  /** Ends the process, by SIGKILL unless told otherwise, and waits until it is gone. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
}

async function firstLine(child: ChildProcess): Promise<{ endpoint: string }> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const message = JSON.parse(line);
    if (message.msg === 'listening') return message;
  }
  throw new Error('the server ended before it listened');
}

/** The server as a process of its own; `events` is the file that it appends delivered events to. */
export async function spawnS3(dir: string, events: string): Promise<S3Process> {
  // See main.ts for what the flag is about.
  const args = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=1', main];
  const child = spawn(process.execPath, [...args, '--dir', dir, '--events', events], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // jest's own flags are not the server's.
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
