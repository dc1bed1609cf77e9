import type { History, Operation, Outcome, Violation } from './history.ts';
import { LATE_EFFECT_MS, REVOKED_AFTER_MS } from './limits.ts';
import { isLinearizable } from './model.ts';

/**
 * Holds a history to what docs/reliability.md promises to clients.
 *
 * @returns every promise that it breaks
 */
export function check(history: History): Violation[] {
  const { outcomes, operations, unsettled } = history;
  return [
    ...unsettled.map((detail) => ({ promise: 'settles', detail })),
    ...outcomes.flatMap((outcome) => {
      const own = operations.filter(({ subject }) => subject === outcome.item);
      return [
        ...checkOrder(outcome, own),
        ...checkKept(outcome, own),
        ...checkDeleted(outcome, own),
        ...checkEnd(outcome),
        ...(history.calm ? checkOnce(outcome, operations) : []),
        ...(history.calm ? checkRecords(outcome) : []),
      ];
    }),
    ...checkKeys(history),
  ];
}

/** Until when an operation can take effect. */
const effectiveUntil = ({ status, endedAt }: Operation): number =>
  status === undefined || status >= 500 ? endedAt + LATE_EFFECT_MS : endedAt;

const isThere = ({ looks }: Outcome): boolean => looks.some(({ status }) => status === 200);

/** Seen through one cell, an item is one that is there or is not: every order is explained. */
function* checkOrder({ item }: Outcome, own: readonly Operation[]): Generator<Violation> {
  if (new Set(own.map(({ cell }) => cell)).size > 1) return;
  if (isLinearizable(own)) return;
  yield { promise: 'linearizable', detail: `${item}: no order explains what was answered` };
}

/** An acknowledged upload that no deletion follows, or runs beside, is there in the end, in every cell. */
function* checkKept(outcome: Outcome, own: readonly Operation[]): Generator<Violation> {
  const deletions = own.filter(({ action, status }) => action === 'delete' && status !== 404);
  const kept = own.find(
    ({ action, status, invokedAt }) =>
      action === 'upload' &&
      status === 202 &&
      deletions.every((deletion) => effectiveUntil(deletion) < invokedAt),
  );
  if (!kept) return;
  const missing = outcome.looks.find(({ status }) => status !== 200);
  const { item } = outcome;
  if (missing) {
    yield {
      promise: 'acknowledged-upload-kept',
      detail: `${item}, uploaded at ${kept.invokedAt.toFixed(0)}: cell ${missing.cell} says ${missing.status}`,
    };
  } else if (!outcome.bytesKept) {
    yield {
      promise: 'acknowledged-upload-kept',
      detail: `${item}: its bytes are not in the bucket`,
    };
  }
}

/** An acknowledged deletion leaves nothing of what its cell had accepted before. */
function* checkDeleted(outcome: Outcome, own: readonly Operation[]): Generator<Violation> {
  const uploads = own.filter(({ action, status }) => action === 'upload' && status !== 503);
  const deletion = own.find(
    ({ action, status, cell, invokedAt }) =>
      action === 'delete' &&
      status === 204 &&
      uploads.every((upload) => upload.cell === cell && effectiveUntil(upload) < invokedAt),
  );
  if (!deletion || uploads.length === 0) return;
  const { item, objects } = outcome;
  if (isThere(outcome))
    yield { promise: 'acknowledged-deletion-holds', detail: `${item} is there` };
  if (objects.length > 0) {
    yield { promise: 'acknowledged-deletion-holds', detail: `${item} left ${objects.join(', ')}` };
  }
}

/** Whatever is there has come to its own end: sound ones are shown, damaged ones say so. */
function* checkEnd(outcome: Outcome): Generator<Violation> {
  const { item, sound, looks, failure } = outcome;
  for (const { cell, status, shown } of looks) {
    if (status !== 200 && status !== 404) {
      yield { promise: 'answers', detail: `${item}: cell ${cell} answers ${status}` };
    }
    if (status === 200 && shown !== (sound ? 'ready' : 'failed')) {
      yield {
        promise: 'ends-right',
        detail: `${item}: cell ${cell} shows ${shown} ${failure ?? ''}`,
      };
    }
  }
  if (!sound && isThere(outcome) && failure !== 'corrupt') {
    yield { promise: 'ends-right', detail: `${item} failed for ${failure}` };
  }
}

/**
 * A damaged file is tried once for each time that somebody asked for it, where nothing goes wrong.
 * Attempts are shown of the item's present generation, so what its last deletion ended does not count.
 */
function* checkOnce(outcome: Outcome, all: readonly Operation[]): Generator<Violation> {
  const { item, failedAttempts } = outcome;
  const own = all.filter(({ subject }) => subject === item);
  const since = own.findLast(({ action }) => action === 'delete')?.invokedAt ?? 0;
  const asked = all
    .filter(({ endedAt }) => endedAt >= since)
    .reduce((sum, { action, subject, shown, retried = 0 }) => {
      if (action === 'retry-all') return sum + retried;
      if (subject !== item) return sum;
      const asks = action === 'upload' || (action === 'retry' && shown === 'stored');
      return asks ? sum + 1 : sum;
    }, 0);
  if (failedAttempts <= asked) return;
  yield {
    promise: 'tried-once',
    detail: `${item}: ${failedAttempts} attempts, asked for ${asked} times`,
  };
}

/** Where nothing failed, the bucket has no record of an upload that was deleted. */
function* checkRecords({ item, unrecorded }: Outcome): Generator<Violation> {
  if (unrecorded.length === 0) return;
  yield { promise: 'no-record-left', detail: `${item} left ${unrecorded.join(', ')}` };
}

/** A key is taken, or refused, a minute after it was made or revoked, unless the catalog was away. */
function* checkKeys({ operations, catalogFaults }: History): Generator<Violation> {
  for (const { action, subject, invokedAt, status, cell } of operations) {
    if (action !== 'use-key' || status === undefined || status >= 500) continue;
    const since = invokedAt - REVOKED_AFTER_MS;
    if (catalogFaults.some((at) => at >= since && at <= invokedAt)) continue;
    const changes = operations.filter(
      (one) =>
        one.subject === subject && (one.action === 'make-key' || one.action === 'revoke-key'),
    );
    const last = changes.at(-1);
    if (last?.status !== 200 || last.endedAt > since) continue;
    const isRefused = status === 401;
    if (isRefused === (last.action === 'revoke-key')) continue;
    yield {
      promise: 'keys-count-within-a-minute',
      detail: `${subject}, after ${last.action}: cell ${cell} answers ${status}`,
    };
  }
}
