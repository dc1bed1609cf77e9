import { setTimeout } from 'node:timers/promises';

/** Polls until there is an answer. The test's time limit ends it. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await setTimeout(20);
  }
}
