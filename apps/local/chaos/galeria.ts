import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { readConfig } from '../src/config.ts';
import { type StackFile, stackFilePath } from '../src/stack-file.ts';
import { familyOf, killAll } from './processes.ts';
import type { Reached } from './records.ts';

/** How long a start may take. */
export const START_TIMEOUT_MS = 180_000;

/** How long one command of the tool may take. */
const TOOL_TIMEOUT_MS = 120_000;

/** A whole Galeria in a process of its own. */
export interface Galeria {
  readonly pid: number;
  readonly address: string;
  /** When it said that it was up. Milliseconds since 1970. */
  readonly upAt: number;
  /** Its embedded servers and the names in them, as the command line tool reaches them. */
  readonly reached: Reached;
  /** Sends SIGKILL to the host and everything that it started. */
  kill(): Promise<void>;
}

const endWithParent = fileURLToPath(new URL('../src/cells/end-with-parent.mjs', import.meta.url));

const hostProgram = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface StartOptions {
  readonly home: string;
  readonly stack: string;
  /** What is run; `npm start`'s own program unless told. */
  readonly program?: string;
  /** Modules that are loaded before it. */
  readonly imports?: readonly string[];
}

/** @returns what it said where it did not come up */
export async function startGaleria({
  home,
  stack,
  program = hostProgram,
  imports = [],
}: StartOptions): Promise<Galeria | string> {
  const { inherited } = readConfig();
  const child = spawn(
    process.execPath,
    [...[endWithParent, ...imports].flatMap((module) => ['--import', module]), program],
    {
      // A process group of its own, which can be killed as one.
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...inherited, GALERIA_HOME: home, GALERIA_STACK: stack, PORT: '0' },
    },
  );
  const ended = once(child, 'exit');
  const kill = async () => {
    const family = familyOf(child.pid!);
    killAll([-child.pid!, ...family]);
    await ended;
  };
  const said: string[] = [];
  const address = await new Promise<string | undefined>((up) => {
    const timer = setTimeout(() => up(undefined), START_TIMEOUT_MS);
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const found = /^Galeria is running at (\S+)/.exec(line)?.[1];
      if (found) up(found);
    });
    void ended.then(() => up(undefined)).finally(() => clearTimeout(timer));
  });
  if (address === undefined) {
    await kill();
    return said.join('\n');
  }
  const upAt = Date.now();
  return { pid: child.pid!, address, upAt, reached: await reach(home), kill };
}

async function reach(home: string): Promise<Reached> {
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
    },
  };
}

/** Runs `galeria …` on a data folder. @returns its output; undefined where it did not end well */
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
