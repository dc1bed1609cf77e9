import type { LocalCloud } from '../src/cloud.ts';
import { EXHAUSTED } from './findings.ts';

/**
 * Asks, as an owner would, that every item be processed again that was given up.
 *
 * @returns how many there were
 */
export async function askAgain({ address }: LocalCloud): Promise<number> {
  let asked = 0;
  let cursor: string | undefined;
  do {
    const answer = await fetch(`${address}/retries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: EXHAUSTED, cursor }),
    });
    const page = (await answer.json()) as { retried: number; cursor?: string };
    asked += page.retried;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return asked;
}
