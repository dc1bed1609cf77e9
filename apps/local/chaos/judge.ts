import type { Ledger, SentFile, SentRequest } from './ledger.ts';
import type { Options } from './options.ts';

/** What is there of one media id at the end. */
export interface Found {
  readonly status: string;
  readonly failure?: string;
  /** File names of its uploads. */
  readonly filenames: readonly string[];
  /** Whether `GET /media/:id/original` gave the very bytes that the id names. */
  readonly exactBytes: boolean;
  /** Of its attempts; `open` where none was recorded. */
  readonly outcomes: readonly string[];
}

export type Fault =
  /** It was acknowledged, and it is not there, or not under the name it was sent with. */
  | 'lost'
  /** It was acknowledged under another id than its bytes have. */
  | 'misnamed'
  /** Its bytes are not the ones that were sent. */
  | 'other-bytes'
  /** It is neither ready nor failed. */
  | 'stuck'
  /** It ended otherwise than its bytes deserve. */
  | 'wrong-end'
  /** Of a request that was not acknowledged, one file was kept and another was not. */
  | 'partial'
  /** One upload was recorded more than once. */
  | 'recorded-twice'
  /** No attempt in the ledger says what the item says. */
  | 'ledger'
  /** One original was written more than once. */
  | 'stored-twice'
  /** It was deleted, and it is there again, or a part of it. */
  | 'resurrected'
  /** Its deletion was asked for until the end of the run, and never done. */
  | 'undeleted'
  /** Its record counts other lives than it had. */
  | 'generation'
  /** The record of an upload that no item has. */
  | 'orphaned-record'
  /** It was refused though nothing was wrong with it and the cell was there. */
  | 'refused';

export interface Finding {
  readonly fault: Fault;
  readonly subject: string;
  readonly detail: string;
}

/** A processor that was killed each time may honestly say so: the item can be asked for again. */
export const EXHAUSTED = 'retries-exhausted';

/** An outage alone is no reason to give an item up: only where processors are killed. */
export const mayBeGivenUp = ({ part }: Pick<SentRequest, 'part'>): boolean => part === 'crash';

/** The edge's answers while a cell is down: nothing was kept then. */
const DOWN = [502, 503];
/** A cell's own where its disk is broken, or full. */
const DISK_FAILED = [500, 507];

/** Holds what was sent against what is there. */
export const judge = (
  requests: Ledger['requests'],
  found: ReadonlyMap<string, Found>,
  options: Pick<Options, 'diskFaults'>,
): Finding[] =>
  requests.flatMap((request) => {
    const kept = request.files.filter((file) => isKept(file, found));
    return [
      ...judgeAnswer(request, kept.length, excusesOf(request, options)),
      ...(request.outcome === 'acknowledged' ? judgeLoss(request, kept) : []),
      ...kept.flatMap((file) => judgeFile(file, found.get(file.id)!, mayBeGivenUp(request))),
    ];
  });

const isKept = ({ id, filename }: SentFile, found: ReadonlyMap<string, Found>): boolean =>
  found.get(id)?.filenames.includes(filename) ?? false;

const judgeLoss = ({ files }: SentRequest, kept: readonly SentFile[]): Finding[] =>
  files
    .filter((file) => !kept.includes(file))
    .map(({ id, filename }) => ({ fault: 'lost', subject: id, detail: filename }));

/** Statuses that nobody is to blame for. */
const excusesOf = ({ part }: SentRequest, { diskFaults }: Pick<Options, 'diskFaults'>) =>
  part === 'crash' && diskFaults > 0 ? [...DOWN, ...DISK_FAILED] : DOWN;

function judgeAnswer(
  { outcome, status, files }: SentRequest,
  kept: number,
  excuses: readonly number[],
): Finding[] {
  const subject = files[0]?.filename ?? '';
  if (outcome === 'acknowledged') return [];
  if (outcome === 'misnamed')
    return [{ fault: 'misnamed', subject, detail: 'other ids came back' }];
  const faults: Finding[] = [];
  if (outcome === 'refused' && !excuses.includes(status ?? 0)) {
    faults.push({ fault: 'refused', subject, detail: `with ${status}` });
  }
  if (kept > 0 && kept < files.length) {
    faults.push({ fault: 'partial', subject, detail: `${kept} of ${files.length} files` });
  }
  return faults;
}

function judgeFile(file: SentFile, found: Found, givenUp: boolean): Finding[] {
  const { id: subject, filename: detail, expected } = file;
  const faults: Finding[] = [];
  if (!found.exactBytes) faults.push({ fault: 'other-bytes', subject, detail });
  if (found.filenames.filter((name) => name === detail).length > 1) {
    faults.push({ fault: 'recorded-twice', subject, detail });
  }
  const settled = found.status === 'ready' || found.status === 'failed';
  if (!settled) faults.push({ fault: 'stuck', subject, detail: `${detail} is ${found.status}` });
  const honest = found.status === expected || (givenUp && found.failure === EXHAUSTED);
  if (settled && !honest) {
    const end = [found.status, found.failure].filter(Boolean).join(': ');
    faults.push({ fault: 'wrong-end', subject, detail: `${detail} is ${end}, not ${expected}` });
  }
  if (settled && found.failure !== EXHAUSTED && !found.outcomes.includes(found.status)) {
    const outcomes = found.outcomes.join(', ');
    faults.push({ fault: 'ledger', subject, detail: `${found.status} by attempts ${outcomes}` });
  }
  return faults;
}
