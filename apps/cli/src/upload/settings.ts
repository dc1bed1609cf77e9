import { readFile } from 'node:fs/promises';
import type { Invocation } from '../command.ts';
import { apiKey } from '../config.ts';
import { CliError } from '../errors.ts';
import { openStack } from '../stack.ts';
import { PARALLEL } from './limits.ts';
import type { Server } from './server.ts';

type Options = Invocation['options'];

/**
 * The server and the key. Without `--to`, the server is the stack's.
 *
 * @throws CliError `usage`, `no-such-file`, `not-running`, `no-stack`
 */
export async function serverOf(options: Options): Promise<Server> {
  const key = await keyOf(options);
  const { to, stack } = options;
  const text =
    typeof to === 'string'
      ? to
      : (await openStack(stack === undefined ? stack : String(stack))).url;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new CliError('usage', {
      detail: `the server must be an address such as https://gallery.example.com, not ${text}`,
    });
  }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), key };
}

/** The list of processes shows `--key`, but neither a file nor the environment. */
async function keyOf({ key, 'key-file': path }: Options): Promise<string | undefined> {
  if (key !== undefined && path !== undefined) {
    throw new CliError('usage', { detail: 'use either --key or --key-file' });
  }
  if (typeof path !== 'string') return key === undefined ? apiKey : String(key);
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new CliError('no-such-file', { detail: path, cause });
  }
}

/** @throws CliError `usage` */
export function parallelOf({ parallel }: Options): number {
  const count = Number(parallel);
  if (Number.isInteger(count) && count >= 1 && count <= PARALLEL.most) return count;
  throw new CliError('usage', {
    detail: `--parallel requires a number from 1 to ${PARALLEL.most}`,
  });
}
