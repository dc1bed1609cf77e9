import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readConfig } from '@galeria/local/config';
import { type StackFile, stackFilePath } from '@galeria/local/stack-file';
import { ChaosError } from '../errors.ts';
import { familyOf, killAll } from './processes.ts';
import type { CloudAccess } from './records.ts';

/** Time-out of a start. */
export const START_TIMEOUT_MS = 180_000;

/** Time-out of one command of the tool. */
const TOOL_TIMEOUT_MS = 120_000;

/** A complete Galeria in a process of its own. */
export interface Galeria {
  readonly pid: number;
  readonly address: string;
  /** When it reported that it was up. Milliseconds since 1970. */
  readonly upAt: number;
  readonly access: CloudAccess;
  /** Sends a message over Node's IPC channel, if `onMessage` was given. */
  send(message: object): void;
  /** Resolves when the host has ended. */
  readonly ended: Promise<unknown>;
  /** Sends SIGKILL to the host and everything that it started. */
  kill(): Promise<void>;
}

const endWithParent = fileURLToPath(import.meta.resolve('@galeria/local/end-with-parent'));

const hostProgram = fileURLToPath(import.meta.resolve('@galeria/local'));

export interface StartOptions {
  readonly home: string;
  readonly stack: string;
  /** The program to run, by default that of `npm start`. */
  readonly program?: string;
  /** Its arguments. */
  readonly args?: readonly string[];
  /** Modules to load before it. */
  readonly imports?: readonly string[];
  /** The public port, by default any. */
  readonly port?: number;
  /** Receives the messages of Node's IPC channel. */
  readonly onMessage?: (message: unknown) => void;
}

/** @returns its output if it does not start */
export async function startGaleria({
  home,
  stack,
  program = hostProgram,
  args = [],
  imports = [],
  port = 0,
  onMessage,
}: StartOptions): Promise<Galeria | string> {
  const { inherited } = readConfig();
  const child = spawn(
    process.execPath,
    [...[endWithParent, ...imports].flatMap((module) => ['--import', module]), program, ...args],
    {
      // A process group of its own, which can be killed as one.
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe', ...(onMessage ? (['ipc'] as const) : [])],
      env: { ...inherited, GALERIA_HOME: home, GALERIA_STACK: stack, PORT: String(port) },
    },
  );
  const { pid } = child;
  if (pid === undefined) throw new ChaosError('start-failed', { detail: program });
  if (onMessage) child.on('message', onMessage);
  const ended = once(child, 'exit');
  const kill = async () => {
    killAll([-pid, ...familyOf(pid)]);
    await ended;
  };
  const output: string[] = [];
  const address = await new Promise<string | undefined>((up) => {
    const timer = setTimeout(() => up(undefined), START_TIMEOUT_MS);
    if (child.stderr)
      createInterface({ input: child.stderr }).on('line', (line) => {
        output.push(line);
        const found = /^Galeria is running at (\S+)/.exec(line)?.[1];
        if (found) up(found);
      });
    void ended.then(() => up(undefined)).finally(() => clearTimeout(timer));
  });
  if (address === undefined) {
    await kill();
    return output.join('\n');
  }
  const upAt = Date.now();
  return {
    pid,
    address,
    upAt,
    access: await openAccess(home),
    // A process that was killed receives nothing more; `ended` tells.
    send: (message) => void child.send(message, () => undefined),
    ended,
    kill,
  };
}

async function openAccess(home: string): Promise<CloudAccess> {
  const note: StackFile = JSON.parse(await readFile(stackFilePath(home), 'utf8'));
  const { environment, outputs } = note;
  const region = String(environment.AWS_REGION);
  const credentials = {
    accessKeyId: String(environment.AWS_ACCESS_KEY_ID),
    secretAccessKey: String(environment.AWS_SECRET_ACCESS_KEY),
  };
  const client = (service: string) => ({
    region,
    credentials,
    endpoint: String(environment[`AWS_ENDPOINT_URL_${service}`]),
  });
  return {
    outputs,
    servers: {
      s3: new S3Client(client('S3')),
      dynamodb: new DynamoDBClient(client('DYNAMODB')),
      sqs: new SQSClient(client('SQS')),
    },
  };
}

/** Runs `galeria …` on a data folder. @returns its output, or undefined if it fails */
export async function runTool(home: string, ...args: string[]): Promise<string | undefined> {
  const { root, inherited } = readConfig();
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'apps/cli/src/main.ts'), ...args],
      { env: { ...inherited, GALERIA_HOME: home }, timeout: TOOL_TIMEOUT_MS },
    );
    return stdout.trim();
  } catch {
    return undefined;
  }
}
