import { randomBytes } from 'node:crypto';
import { type Galeria, runTool, START_TIMEOUT_MS } from '../galeria/start.ts';
import { pollUntil } from '../until.ts';
import { openApi } from './api.ts';
import type { Key, Ledger } from './ledger.ts';

/** The key of the judge, and the keys of the uploading clients. */
export const JUDGE = 'judge';
export const SENDERS = ['phone', 'camera'] as const;

const SCOPES = 'upload,read,manage';
const POLL_MS = 500;

/** Makes a key with `galeria keys add`. Undefined if that failed; the key may exist. */
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

/** The status of a request with a token. */
export async function statusOf(address: string, token: string): Promise<number> {
  return (await openApi(address, token).get('/media?limit=1')).status;
}

/** A token of the right form that no key has. */
export const unknownToken = (): string => `gal_${randomBytes(32).toString('base64url')}`;

/**
 * Makes the keys again that the run needs, and waits until they are accepted. Lost keys have been
 * recorded by then. If all keys were lost, every token is accepted.
 */
export async function restoreKeys(home: string, galeria: Galeria, ledger: Ledger): Promise<void> {
  const isAccepted = async (token: string) => (await statusOf(galeria.address, token)) === 200;
  const open = await isAccepted(unknownToken());
  for (const name of [JUDGE, ...SENDERS]) {
    if (!open && (await isAccepted(tokenOf(ledger, name)))) continue;
    for (const key of ledger.keys) if (key.name === name) key.state = 'unknown';
    const made = await makeKey(home, ledger, name);
    await untilKeysCount(async () => made !== undefined && (await isAccepted(made.token)));
  }
  if (open) await untilKeysCount(async () => !(await isAccepted(unknownToken())));
}

async function untilKeysCount(isSo: () => Promise<boolean>): Promise<void> {
  const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
  if (!(await pollUntil(isSo, POLL_MS, timeout))) throw new Error('the new keys are not accepted');
}
