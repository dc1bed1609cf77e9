import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { accountChecks, type Check, type Finding, login } from './checks.ts';

export type { Finding } from './checks.ts';

export interface PreflightOptions {
  readonly region: string;
  /** The Pulumi CLI and the arguments before its own, such as `['pulumi', '--cwd', '.']`. */
  readonly pulumi: readonly [string, ...string[]];
}

/** Looks at an AWS account before the first `up`: everything that it finds, and nothing is changed. */
export async function preflight({ region, pulumi }: PreflightOptions): Promise<Finding[]> {
  const state = await pulumiLogin(pulumi);
  const account = await asked(login, region);
  // Without an account every other question would only say the same again.
  if (account.state === 'stop') return [state, account];
  const found = await Promise.all(accountChecks.map((check) => asked(check, region)));
  return [state, account, ...found];
}

/** An answer that did not come is a finding too: it says which permission or setting is missing. */
async function asked(check: Check, region: string): Promise<Finding> {
  try {
    return await check(region);
  } catch (error) {
    const { name, message } = error as Error;
    const denied = /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(name);
    return {
      state: denied ? 'look' : 'stop',
      found: `AWS did not answer: ${name}: ${message}`,
      advice: denied
        ? 'These credentials may not ask. `up` needs an administrator.'
        : 'Log in first: `aws sso login`, or set AWS_PROFILE.',
    };
  }
}

async function pulumiLogin([command, ...args]: readonly [string, ...string[]]): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args, 'whoami', '--non-interactive']);
    return { state: 'fine', found: `Pulumi keeps its state as ${stdout.trim()}.` };
  } catch (error) {
    return {
      state: 'stop',
      found: `Pulumi is not logged in: ${(error as Error).message.trim().split('\n')[0]}`,
      advice:
        'Say where its state is kept: `pulumi login`, `pulumi login s3://bucket` or `pulumi login file://~/.pulumi-state`.',
    };
  }
}
