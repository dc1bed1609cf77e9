import { closeAccess, openAccess } from '../access.ts';
import { type Command, onStack } from '../command.ts';
import { CliError } from '../errors.ts';
import { print, say, statusLine } from '../terminal.ts';
import { type Fault, faults } from './findings.ts';
import { type Look, type Part, parts } from './look.ts';
import { checkLocalSpools } from './spools.ts';
import { walksThrough } from './walks.ts';

/** What is younger may be on its way; it is not looked at. */
const GRACE_MINUTES = '15';

/** Holds originals, gallery, catalog and spools against one another, and can put them right. */
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
      for (const walk of walks) unrepaired += await follow(walk, options.repair === true, counts);
      for (const [fault, count] of counts) say(`  ${String(count).padStart(8)}  ${faults[fault]}`);
      say(counts.size === 0 ? 'nothing is wrong' : `${unrepaired} left as they are`);
      return unrepaired > 0 ? 1 : 0;
    } finally {
      closeAccess(access);
    }
  },
});

/** Follows one walk; returns how many findings were left as they are. */
async function follow(
  walk: AsyncIterable<Look>,
  repair: boolean,
  counts: Map<Fault, number>,
): Promise<number> {
  const line = statusLine();
  const totals = new Map<Part, number>();
  let left = 0;
  for await (const { seen, findings } of walk) {
    for (const [part, count] of Object.entries(seen) as [Part, number][]) {
      totals.set(part, (totals.get(part) ?? 0) + count);
    }
    line.update(`${told(totals)} …`);
    for (const finding of findings) {
      counts.set(finding.fault, (counts.get(finding.fault) ?? 0) + 1);
      const done = repair && finding.repair ? await finding.repair() : undefined;
      if (done === undefined) left++;
      line.clear();
      print([finding.fault, finding.subject, finding.detail, done].filter(Boolean).join('  '));
    }
  }
  line.clear();
  if (totals.size > 0) say(told(totals));
  return left;
}

const told = (totals: ReadonlyMap<Part, number>): string =>
  [...totals].map(([part, total]) => `${total} ${parts[part]}`).join(', ');
