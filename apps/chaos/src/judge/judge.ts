import type { Options } from '../run/options.ts';
import type { Ledger, SentFile, SentRequest } from '../traffic/ledger.ts';
import { EXHAUSTED, type Finding, type Found, mayBeExhausted } from './findings.ts';

/** The edge's answers while a cell is down. */
const DOWN = [502, 503];
/** A cell's answers if its disk is broken, full or without power. */
const DISK_FAILED = [500, 507];

/** Compares the sent requests with the stored items. */
export const judge = (
  requests: Ledger['requests'],
  found: ReadonlyMap<string, Found>,
  options: Pick<Options, 'diskFaults' | 'powerCut'>,
): Finding[] =>
  requests.flatMap((request) => {
    const kept = request.files.filter((file) => isKept(file, found));
    return [
      ...judgeAnswer(request, kept.length, expectedStatusesOf(request, options)),
      ...(request.outcome === 'acknowledged' ? judgeLoss(request, kept) : []),
      ...kept.flatMap((file) => {
        const item = found.get(file.id);
        return item ? judgeFile(file, item, mayBeExhausted(request)) : [];
      }),
    ];
  });

const isKept = ({ id, filename }: SentFile, found: ReadonlyMap<string, Found>): boolean =>
  found.get(id)?.filenames.includes(filename) ?? false;

const judgeLoss = ({ files }: SentRequest, kept: readonly SentFile[]): Finding[] =>
  files
    .filter((file) => !kept.includes(file))
    .map(({ id, filename }) => ({ fault: 'lost', subject: id, detail: filename }));

/** The statuses that the faults of a part explain. */
const expectedStatusesOf = (
  { part }: SentRequest,
  { diskFaults, powerCut }: Pick<Options, 'diskFaults' | 'powerCut'>,
) => (part === 'crash' && (diskFaults > 0 || powerCut) ? [...DOWN, ...DISK_FAILED] : DOWN);

function judgeAnswer(
  { outcome, status, files }: SentRequest,
  kept: number,
  expectedStatuses: readonly number[],
): Finding[] {
  const subject = files[0]?.filename ?? '';
  if (outcome === 'acknowledged') return [];
  if (outcome === 'misnamed')
    return [{ fault: 'misnamed', subject, detail: 'other ids came back' }];
  const faults: Finding[] = [];
  if (outcome === 'refused' && !expectedStatuses.includes(status ?? 0)) {
    faults.push({ fault: 'refused', subject, detail: `with ${status}` });
  }
  if (kept > 0 && kept < files.length) {
    faults.push({ fault: 'partial', subject, detail: `${kept} of ${files.length} files` });
  }
  return faults;
}

function judgeFile(file: SentFile, found: Found, exhaustible: boolean): Finding[] {
  const { id: subject, filename: detail, expected } = file;
  const faults: Finding[] = [];
  if (!found.exactBytes) faults.push({ fault: 'other-bytes', subject, detail });
  if (found.filenames.filter((name) => name === detail).length > 1) {
    faults.push({ fault: 'recorded-twice', subject, detail });
  }
  const settled = found.status === 'ready' || found.status === 'failed';
  if (!settled) faults.push({ fault: 'stuck', subject, detail: `${detail} is ${found.status}` });
  const explained = found.status === expected || (exhaustible && found.failure === EXHAUSTED);
  if (settled && !explained) {
    const end = [found.status, found.failure].filter(Boolean).join(': ');
    faults.push({ fault: 'wrong-status', subject, detail: `${detail} is ${end}, not ${expected}` });
  }
  if (settled && found.failure !== EXHAUSTED && !found.outcomes.includes(found.status)) {
    const outcomes = found.outcomes.join(', ');
    faults.push({
      fault: 'attempt-missing',
      subject,
      detail: `${found.status} by attempts ${outcomes}`,
    });
  }
  return faults;
}
