import { EXHAUSTED, type Finding, type Found, mayBeGivenUp } from './findings.ts';

/** What was done to one picture that is deleted now and then, by the one client that sends it. */
export interface Lives {
  readonly id: string;
  readonly expected: 'ready' | 'failed';
  /** The part of the run that it was sent in. */
  readonly part: string;
  /** Lives that ended by a deletion that was answered. */
  buried: number;
  /** What the tombstone of the last one said; a deletion that another one ended counts too. */
  generation: number;
  /** File names of their uploads. */
  readonly gone: string[];
  /** File name of the acknowledged upload that no deletion followed. */
  living?: string;
  /** File name of one that no answer came to: it is there whole, or not at all. */
  unanswered?: string;
  /** A deletion was asked for, again and again, and never ended. */
  undeleted?: boolean;
}

/** What the catalog's row of an item says, read past the product's own code. */
export interface Row {
  readonly status: string;
  readonly generation: number;
}

/** Holds what was deleted, and sent again, against what is there. */
export function judgeLives(lives: Lives, found: Found | undefined, row: Row | undefined) {
  const { id: subject, buried, gone, living, unanswered } = lives;
  const faults: Finding[] = [];
  const fault = (name: Finding['fault'], detail: string) =>
    faults.push({ fault: name, subject, detail });
  const returned = gone.filter((name) => found?.filenames.includes(name));

  if (lives.undeleted) fault('undeleted', `life ${buried + 1} of it`);
  if (returned.length > 0) fault('resurrected', `uploads ${returned.join(', ')} are there again`);
  if (found && !living && !unanswered) fault('resurrected', `it is ${found.status}`);
  if (living && !found?.filenames.includes(living)) fault('lost', living);
  if (found && unanswered && !found.filenames.includes(unanswered)) {
    fault('partial', `${unanswered} is not there, and its item is`);
  }
  if (found && !found.exactBytes) fault('other-bytes', living ?? unanswered ?? '');
  if (found && found.status !== lives.expected) {
    const settled = found.status === 'ready' || found.status === 'failed';
    const honest = mayBeGivenUp(lives) && found.failure === EXHAUSTED;
    if (!settled) fault('stuck', `it is ${found.status}`);
    else if (!honest) fault('wrong-end', `it is ${found.status}, not ${lives.expected}`);
  }
  const generation = found ? lives.generation + 1 : lives.generation;
  if (!lives.undeleted && (row?.generation ?? 0) !== generation) {
    fault('generation', `${row?.generation}, not ${generation}, after ${buried} deletions`);
  }
  if (!found && row && row.status !== 'deleted') fault('resurrected', `its row is ${row.status}`);
  return faults;
}
