import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { accountChecks, type Check, type Finding, login } from './checks.ts';

export type { Finding } from './checks.ts';

export interface PreflightOptions {
  readonly region: string;
  /** The command of the Pulumi CLI with leading arguments, such as `['pulumi', '--cwd', '.']`. */
  readonly pulumi: readonly [string, ...string[]];
}

/** Checks an AWS account before the first `up`, read-only. Returns all findings. */
export async function preflight({ region, pulumi }: PreflightOptions): Promise<Finding[]> {
  const state = await pulumiLogin(pulumi);
  const account = await asked(login, region);
  // Without credentials, all other checks would fail the same way.
  if (account.state === 'stop') return [state, account];
  const found = await Promise.all(accountChecks.map((check) => asked(check, region)));
  return [state, account, ...found];
}

/** Runs a check. An error becomes a finding that names the missing permission or setting. */
async function asked(check: Check, region: string): Promise<Finding> {
  try {
    return await check(region);
  } catch (error) {
    const { name, message } = error as Error;
    const denied = /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(name);
    return {
      state: denied ? 'look' : 'stop',
      found: `The AWS request failed: ${name}: ${message}`,
      advice: denied
        ? 'The credentials lack the permission. `up` requires an administrator.'
        : 'Log in first: `aws sso login`, or set AWS_PROFILE.',
    };
  }
}

async function pulumiLogin([command, ...args]: readonly [string, ...string[]]): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args, 'whoami', '--non-interactive']);
    return { state: 'fine', found: `Pulumi is logged in as ${stdout.trim()}.` };
  } catch (error) {
    return {
      state: 'stop',
      found: `Pulumi is not logged in: ${(error as Error).message.trim().split('\n')[0]}`,
      advice:
        'Choose where to store its state: `pulumi login`, `pulumi login s3://bucket` or `pulumi login file://~/.pulumi-state`.',
    };
  }
}
