import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Galeria, runTool, START_TIMEOUT_MS } from '../galeria.ts';
import { openApi } from './api.ts';
import type { Key, Ledger } from './ledger.ts';

/** The key that the judge asks with, and those that uploads are sent with. */
export const JUDGE = 'judge';
export const SENDERS = ['phone', 'camera'] as const;

const SCOPES = 'upload,read,manage';
const AGAIN_MS = 500;

/** Makes a key as its owner does. Undefined: it may have been made or not. */
export async function makeKey(home: string, ledger: Ledger, name: string) {
  const token = await runTool(home, 'keys', 'add', name, '--scopes', SCOPES);
  if (token === undefined) return undefined;
  const key: Key = { name, token, state: 'made' };
  ledger.keys.push(key);
  return key;
}

export async function revokeKey(home: string, key: Key): Promise<void> {
  key.state = 'unknown';
  if ((await runTool(home, 'keys', 'revoke', key.name)) !== undefined) key.state = 'revoked';
}

export const tokenOf = ({ keys }: Ledger, name: string): string =>
  keys.findLast((key) => key.name === name && key.state === 'made')?.token ?? '';

/** The status that a token gets. */
export async function statusOf(address: string, token: string): Promise<number> {
  return (await openApi(address, token).get('/media?limit=1')).status;
}

/** A token of the right form that no key has. */
export const strangeToken = (): string => `gal_${randomBytes(32).toString('base64url')}`;

/**
 * Makes those keys again that the run cannot go on without, and waits until they count. That a key was
 * lost has been found by then. Where all were lost, every token counts.
 */
export async function restoreKeys(home: string, galeria: Galeria, ledger: Ledger): Promise<void> {
  const counts = async (token: string) => (await statusOf(galeria.address, token)) === 200;
  const open = await counts(strangeToken());
  for (const name of [JUDGE, ...SENDERS]) {
    if (!open && (await counts(tokenOf(ledger, name)))) continue;
    for (const key of ledger.keys) if (key.name === name) key.state = 'unknown';
    const made = await makeKey(home, ledger, name);
    await until(async () => made !== undefined && (await counts(made.token)));
  }
  if (open) await until(async () => !(await counts(strangeToken())));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; !(await holds()); await sleep(AGAIN_MS)) {
    if (Date.now() > deadline) throw new Error('the keys that were made do not count');
  }
}
