import type { Random } from '../random.ts';
import type { Answer, Pace } from './exchange.ts';
import type { Outcome, SentFile } from './ledger.ts';

const SLOW_SHARE = 0.5;

/** Sends some bodies slowly, so that a kill can hit an upload in progress. */
export const paceOf = (random: Random): Pace =>
  random.chance(SLOW_SHARE)
    ? { slices: random.integer(3, 12), pauseMs: random.integer(10, 80) }
    : { slices: 1, pauseMs: 0 };

/** The outcome of a request, by comparing the answered ids with those that the sender computed. */
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
