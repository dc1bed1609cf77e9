import type { Answer, Pace } from './client.ts';
import type { Outcome, SentFile } from './ledger.ts';
import type { Random } from './random.ts';

const SLOW_SHARE = 0.5;

/** Some bodies trickle in, so that there is something to be hit while it is received. */
export const paceOf = (random: Random): Pace =>
  random.chance(SLOW_SHARE)
    ? { slices: random.integer(3, 12), pauseMs: random.integer(10, 80) }
    : { slices: 1, pauseMs: 0 };

/** What an answer says of the files that were sent, by the ids that their sender computed. */
export function outcomeOf(
  answer: Answer | undefined,
  files: readonly Pick<SentFile, 'id'>[],
): Outcome {
  if (!answer) return 'unanswered';
  if (answer.status !== 202) return 'refused';
  const { uploads } = JSON.parse(answer.text) as { uploads: { id: string }[] };
  const named =
    uploads.length === files.length && files.every(({ id }, at) => uploads[at]?.id === id);
  return named ? 'acknowledged' : 'misnamed';
}
