import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AuditPolicy } from '@galeria/catalog';
import { home, pulumi, setEnvironment } from './config.ts';
import { CliError } from './errors.ts';

/** The outputs of a stack, deployed or local. */
export interface Stack {
  readonly url: string;
  readonly region: string;
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
  /** The queue URL of each kind. */
  readonly queues: Readonly<Record<string, string>>;
  /** The retention of audit entries. Absent in stacks that an earlier version deployed. */
  readonly audit?: AuditPolicy;
}

/**
 * Opens the local stack, or a deployed stack by name. A deployed stack is read from its Pulumi outputs
 * with the AWS credentials of the environment.
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
    const detail = `${home}; start it with npm start, or name a deployed stack with --stack`;
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
    const detail = `pulumi stack output --stack ${name} failed; check that the stack is deployed and that you are logged in`;
    throw new CliError('no-stack', { detail, cause });
  }
}
