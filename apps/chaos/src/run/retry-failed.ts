import { EXHAUSTED } from '../judge/findings.ts';

/**
 * Retries every item that failed with `retries-exhausted`, through the API.
 *
 * @returns the number of retried items
 */
export async function retryFailed({ address }: { readonly address: string }): Promise<number> {
  let retried = 0;
  let cursor: string | undefined;
  do {
    const answer = await fetch(`${address}/retries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: EXHAUSTED, cursor }),
    });
    const page = (await answer.json()) as { retried: number; cursor?: string };
    retried += page.retried;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return retried;
}
