import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A former identity of a resource. An empty part is the same as today. */
export interface Alias {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
}

/** A RegisterResource request. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly aliases: readonly Alias[];
  // biome-ignore lint/suspicious/noExplicitAny: the inputs of some seventy types of resource
  readonly inputs: Record<string, any>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly retainOnDelete: boolean;
  readonly replaceOnChanges: readonly string[];
  readonly ignoreChanges: readonly string[];
}

export interface Recording {
  exitCode: number;
  readonly resources: Registered[];
  // biome-ignore lint/suspicious/noExplicitAny: the stack's outputs
  outputs: Record<string, any>;
  readonly messages: string[];
}

/** The state that an earlier `up` left. */
export interface Deployed {
  /** Outputs that the state has, by type and name, such as `aws:ebs/volume:Volume cell-a`. */
  readonly outputs?: Readonly<Record<string, object>>;
  readonly subnets?: readonly {
    readonly id: string;
    readonly availabilityZoneId: string;
    readonly cidrBlock: string;
  }[];
}

const recorder = fileURLToPath(new URL('./record.ts', import.meta.url));

/** Time-out of a recording in milliseconds, with room for a busy machine. */
export const TIMEOUT_MS = 600_000;

/** Recordings run one at a time, as each keeps a core busy and Jest runs two files at a time. */
let last: Promise<unknown> = Promise.resolve();

/** By the arguments of `record`: a program that has the same ones declares the same resources. */
const recordings = new Map<string, Promise<Recording>>();

/** Runs a stack's program and returns its recording. `config` overrides the stack's file. */
export function record(
  stack: string,
  config: Readonly<Record<string, unknown>> = {},
  deployed: Deployed = {},
): Promise<Recording> {
  const key = JSON.stringify([stack, config, deployed]);
  const known = recordings.get(key);
  if (known) return known;
  const recorded = last.then(() => run(stack, config, deployed));
  last = recorded.catch(() => undefined);
  recordings.set(key, recorded);
  return recorded;
}

async function run(
  stack: string,
  config: Readonly<Record<string, unknown>>,
  deployed: Deployed,
): Promise<Recording> {
  const said = Object.entries(config).map(
    ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [recorder, stack, ...said], {
    maxBuffer: 2 ** 26,
    // Without Jest's options.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GALERIA_DEPLOYED: JSON.stringify(deployed),
      // Cache the compiled SDKs between programs.
      NODE_COMPILE_CACHE: join(tmpdir(), 'galeria-compile-cache'),
    },
  });
  return JSON.parse(stdout);
}

export const ofType = ({ resources }: Pick<Recording, 'resources'>, type: string) =>
  resources.filter((resource) => resource.type === type);

/** Returns the only resource of a type, or of a type and name. */
export function one(recording: Recording, type: string, name?: string): Registered {
  const found = ofType(recording, type).filter(
    (found) => name === undefined || found.name === name,
  );
  if (found.length !== 1) throw new Error(`${found.length} of ${type} ${name ?? ''}`);
  return found[0]!;
}
