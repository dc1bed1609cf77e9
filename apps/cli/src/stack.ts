import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AuditPolicy } from '@galeria/catalog';
import { home, pulumi, setEnvironment } from './config.ts';
import { CliError } from './errors.ts';

/** Where a stack's parts are: its outputs, whether it runs in AWS or on this machine. */
export interface Stack {
  readonly url: string;
  readonly region: string;
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
  /** The URL of every kind's queue. */
  readonly queues: Readonly<Record<string, string>>;
  /** How long the audit keeps an entry; a stack deployed by an earlier version does not say. */
  readonly audit?: AuditPolicy;
}

/**
 * Finds a stack: the Galeria that runs on this machine, or, by its name, one in AWS by Pulumi's
 * outputs and the AWS credentials of the environment.
 *
 * @throws CliError `not-running`, `no-stack`
 */
export const openStack = (name: string | undefined): Promise<Stack> =>
  name === undefined ? openLocal() : openDeployed(name);

async function openLocal(): Promise<Stack> {
  let note: { outputs: Stack; environment: Record<string, string> };
  try {
    note = JSON.parse(await readFile(join(home, 'stack.json'), 'utf8'));
  } catch (cause) {
    const detail = `${home}; start it with npm start, or name a deployed one with --stack`;
    throw new CliError('not-running', { detail, cause });
  }
  setEnvironment(note.environment);
  return { ...note.outputs, region: note.environment.AWS_REGION ?? note.outputs.region };
}

async function openDeployed(name: string): Promise<Stack> {
  try {
    const [command, ...args] = pulumi;
    const output = [...args, 'stack', 'output', '--json', '--stack', name];
    const { stdout } = await promisify(execFile)(command, output);
    return JSON.parse(stdout) as Stack;
  } catch (cause) {
    const detail = `${name}: pulumi stack output --stack ${name} fails; is it deployed, and are you logged in?`;
    throw new CliError('no-stack', { detail, cause });
  }
}
