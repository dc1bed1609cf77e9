import { closeAccess, openAccess } from '../access.ts';
import { type Command, onStack } from '../command.ts';
import { CliError } from '../errors.ts';
import { counted, print, say, statusLine } from '../terminal.ts';
import { type Fault, faults } from './findings.ts';
import { verifyPasses } from './passes.ts';
import { type CounterName, counters, type ScanResult } from './scan-result.ts';
import { checkLocalSpools } from './spools.ts';

/**
 * Changes within this period are not checked. Writes happen in the order of their dependencies, so an
 * item is complete when the running requests end: three attempts of 30 seconds each. A processor renews
 * the 15-second lease of its item.
 */
const GRACE_MINUTES = '2';

/** Compares originals, gallery, catalog and spools, and repairs differences with `--repair`. */
export const verify: Command = onStack({
  usage: 'verify [--repair] [--grace MINUTES]',
  summary:
    'report missing, orphaned, mismatched and stuck objects and items; exits 1 if faults remain',
  options: { repair: { type: 'boolean' }, grace: { type: 'string', default: GRACE_MINUTES } },
  async run({ stack, options }) {
    const minutes = Number(options.grace);
    if (!(minutes >= 0))
      throw new CliError('usage', { detail: '--grace requires a number of minutes, 0 or more' });
    const access = openAccess(stack, Date.now() - minutes * 60_000);
    try {
      const passes = [
        ...verifyPasses(access),
        ...(options.stack === undefined ? [checkLocalSpools()] : []),
      ];
      const counts = new Map<Fault, number>();
      let unrepaired = 0;
      let unchecked = 0;
      for (const pass of passes) {
        const result = await report(pass, options.repair === true, counts);
        unrepaired += result.unrepaired;
        unchecked += result.unchecked;
      }
      for (const [fault, count] of counts) say(`  ${String(count).padStart(8)}  ${faults[fault]}`);
      if (unchecked > 0) say(uncheckedText(unchecked, minutes));
      if (counts.size > 0) say(`${counted(unrepaired, 'fault')} not repaired`);
      else say(unchecked > 0 ? 'no faults among the others' : 'no faults');
      return unrepaired > 0 ? 1 : 0;
    } finally {
      closeAccess(access);
    }
  },
});

const uncheckedText = (count: number, minutes: number): string =>
  minutes === 0
    ? `${counted(count, 'item or object', 'items and objects')} not checked: changed during the run. ` +
      'Run verify again when uploads have stopped'
    : `${counted(count, 'item or object', 'items and objects')} not checked: changed in the last ${minutes} min. ` +
      'Run verify --grace 0 when uploads have stopped';

/**
 * Prints the findings of one pass. Returns the numbers of unrepaired findings and unchecked objects.
 */
async function report(
  pass: AsyncIterable<ScanResult>,
  repair: boolean,
  counts: Map<Fault, number>,
): Promise<{ unrepaired: number; unchecked: number }> {
  const line = statusLine();
  const totals = new Map<CounterName, number>();
  let unrepaired = 0;
  let unchecked = 0;
  for await (const { seen, findings, unchecked: some = 0 } of pass) {
    unchecked += some;
    for (const [counter, count] of Object.entries(seen) as [CounterName, number][]) {
      totals.set(counter, (totals.get(counter) ?? 0) + count);
    }
    line.update(`${format(totals)} …`);
    for (const finding of findings) {
      counts.set(finding.fault, (counts.get(finding.fault) ?? 0) + 1);
      const done = repair && finding.repair ? await finding.repair() : undefined;
      if (done === undefined) unrepaired++;
      line.clear();
      print([finding.fault, finding.subject, finding.detail, done].filter(Boolean).join('  '));
    }
  }
  line.clear();
  if (totals.size > 0) say(format(totals));
  return { unrepaired, unchecked };
}

const format = (totals: ReadonlyMap<CounterName, number>): string =>
  [...totals]
    .map(([counter, total]) => counted(total, counters[counter][0], counters[counter][1]))
    .join(', ');
