import { closeAccess, openAccess } from '../access.ts';
import { type Command, onStack } from '../command.ts';
import { CliError } from '../errors.ts';
import { print, say, statusLine } from '../terminal.ts';
import { type Fault, faults } from './findings.ts';
import { type Look, type Part, parts } from './look.ts';
import { checkLocalSpools } from './spools.ts';
import { walksThrough } from './walks.ts';

/**
 * Changes within this period are not judged. Every write comes before the one that depends on it, so a
 * sound item is whole as soon as the requests that are under way end: three tries of 30 seconds each.
 * A processor that works on an item renews its lease, which is 15 seconds long.
 */
const GRACE_MINUTES = '2';

/** Compares originals, gallery, catalog and spools, and repairs what differs. */
export const verify: Command = onStack({
  usage: 'verify [--repair] [--grace MINUTES]',
  summary: 'find what is missing, orphaned, mismatched or stuck; exits 1 where something is wrong',
  options: { repair: { type: 'boolean' }, grace: { type: 'string', default: GRACE_MINUTES } },
  async run({ stack, options }) {
    const minutes = Number(options.grace);
    if (!(minutes >= 0)) throw new CliError('usage', { detail: '--grace takes minutes' });
    const access = openAccess(stack, Date.now() - minutes * 60_000);
    try {
      const walks = [
        ...walksThrough(access),
        ...(options.stack === undefined ? [checkLocalSpools()] : []),
      ];
      const counts = new Map<Fault, number>();
      let unrepaired = 0;
      let unjudged = 0;
      for (const walk of walks) {
        const end = await follow(walk, options.repair === true, counts);
        unrepaired += end.unrepaired;
        unjudged += end.unjudged;
      }
      for (const [fault, count] of counts) say(`  ${String(count).padStart(8)}  ${faults[fault]}`);
      if (unjudged > 0) say(notJudged(unjudged, minutes));
      if (counts.size > 0) say(`${unrepaired} left as they are`);
      else say(unjudged > 0 ? 'nothing is wrong with the rest' : 'nothing is wrong');
      return unrepaired > 0 ? 1 : 0;
    } finally {
      closeAccess(access);
    }
  },
});

const notJudged = (count: number, minutes: number): string =>
  minutes === 0
    ? `${count} changed while verify ran and were not judged; run it again once uploads have stopped`
    : `${count} changed in the last ${minutes} min and were not judged; ` +
      'run again with --grace 0 once uploads have stopped';

/** Follows one walk; returns how many findings were left as they are, and what was not judged. */
async function follow(
  walk: AsyncIterable<Look>,
  repair: boolean,
  counts: Map<Fault, number>,
): Promise<{ unrepaired: number; unjudged: number }> {
  const line = statusLine();
  const totals = new Map<Part, number>();
  let unrepaired = 0;
  let unjudged = 0;
  for await (const { seen, findings, unjudged: some = 0 } of walk) {
    unjudged += some;
    for (const [part, count] of Object.entries(seen) as [Part, number][]) {
      totals.set(part, (totals.get(part) ?? 0) + count);
    }
    line.update(`${told(totals)} …`);
    for (const finding of findings) {
      counts.set(finding.fault, (counts.get(finding.fault) ?? 0) + 1);
      const done = repair && finding.repair ? await finding.repair() : undefined;
      if (done === undefined) unrepaired++;
      line.clear();
      print([finding.fault, finding.subject, finding.detail, done].filter(Boolean).join('  '));
    }
  }
  line.clear();
  if (totals.size > 0) say(told(totals));
  return { unrepaired, unjudged };
}

const told = (totals: ReadonlyMap<Part, number>): string =>
  [...totals].map(([part, total]) => `${total} ${parts[part]}`).join(', ');
