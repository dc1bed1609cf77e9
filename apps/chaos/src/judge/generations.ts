import { EXHAUSTED, type Finding, type Found, mayBeExhausted } from './findings.ts';

/** The generations of one picture that is deleted now and then, by the one client that sends it. */
export interface Generations {
  readonly id: string;
  readonly expected: 'ready' | 'failed';
  /** The part of the run in which it was sent. */
  readonly part: string;
  /** How many generations ended with an acknowledged deletion. */
  deleted: number;
  /** The tombstone's generation after the last deletion. A deletion that another one replaced counts too. */
  generation: number;
  /** File names of the uploads of deleted generations. */
  readonly deletedUploads: string[];
  /** File name of the acknowledged upload of the current generation. */
  current?: string;
  /** File name of an unanswered upload, which exists completely or not at all. */
  unanswered?: string;
  /** Whether a deletion was requested repeatedly and never succeeded. */
  deleteFailed?: boolean;
}

/** The catalog's row of an item, read without the product's code. */
export interface Row {
  readonly status: string;
  readonly generation: number;
}

/** Compares a picture that was deleted and sent again with its item and its row. */
export function judgeGenerations(
  generations: Generations,
  found: Found | undefined,
  row: Row | undefined,
) {
  const { id: subject, deleted, deletedUploads, current, unanswered } = generations;
  const faults: Finding[] = [];
  const fault = (name: Finding['fault'], detail: string) =>
    faults.push({ fault: name, subject, detail });
  const returned = deletedUploads.filter((name) => found?.filenames.includes(name));

  if (generations.deleteFailed) fault('delete-failed', `generation ${deleted + 1}`);
  if (returned.length > 0) fault('resurrected', `uploads ${returned.join(', ')} exist again`);
  if (found && !current && !unanswered) fault('resurrected', `it is ${found.status}`);
  if (current && !found?.filenames.includes(current)) fault('lost', current);
  if (found && unanswered && !found.filenames.includes(unanswered)) {
    fault('partial', `${unanswered} does not exist, but its item does`);
  }
  if (found && !found.exactBytes) fault('other-bytes', current ?? unanswered ?? '');
  if (found && found.status !== generations.expected) {
    const settled = found.status === 'ready' || found.status === 'failed';
    const explained = mayBeExhausted(generations) && found.failure === EXHAUSTED;
    if (!settled) fault('stuck', `it is ${found.status}`);
    else if (!explained)
      fault('wrong-status', `it is ${found.status}, not ${generations.expected}`);
  }
  const generation = found ? generations.generation + 1 : generations.generation;
  if (!generations.deleteFailed && (row?.generation ?? 0) !== generation) {
    fault('generation', `${row?.generation}, not ${generation}, after ${deleted} deletions`);
  }
  if (!found && row && row.status !== 'deleted') fault('resurrected', `its row is ${row.status}`);
  return faults;
}
