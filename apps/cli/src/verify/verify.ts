import { closeAccess, openAccess } from '../access.ts';
import { type Command, onStack } from '../command.ts';
import { CliError } from '../errors.ts';
import { print, say, statusLine } from '../terminal.ts';
import { type Fault, type Finding, faults } from './findings.ts';
import { checkItems } from './items.ts';
import { checkGallery, checkOriginals } from './objects.ts';
import { checkLocalSpools } from './spools.ts';
import { checkWordRows } from './words.ts';

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
      const walks = {
        items: checkItems(access),
        originals: checkOriginals(access),
        'objects in the gallery': checkGallery(access),
        'rows of search': checkWordRows(access),
        ...(options.stack === undefined ? { 'spools of this machine': checkLocalSpools() } : {}),
      };
      const counts = new Map<Fault, number>();
      let unrepaired = 0;
      for (const [what, walk] of Object.entries(walks)) {
        unrepaired += await follow(what, walk, options.repair === true, counts);
      }
      for (const [fault, count] of counts) say(`  ${String(count).padStart(8)}  ${faults[fault]}`);
      say(counts.size === 0 ? 'nothing is wrong' : `${unrepaired} left as they are`);
      return unrepaired > 0 ? 1 : 0;
    } finally {
      closeAccess(access);
    }
  },
});

/** Walks through one part; returns how many findings were left as they are. */
async function follow(
  what: string,
  walk: AsyncIterable<Finding[]>,
  repair: boolean,
  counts: Map<Fault, number>,
): Promise<number> {
  const line = statusLine();
  let seen = 0;
  let left = 0;
  for await (const findings of walk) {
    seen++;
    if (seen % 100 === 0) line.update(`${seen} ${what} …`);
    for (const finding of findings) {
      counts.set(finding.fault, (counts.get(finding.fault) ?? 0) + 1);
      const done = repair && finding.repair ? await finding.repair() : undefined;
      if (done === undefined) left++;
      line.clear();
      print([finding.fault, finding.subject, finding.detail, done].filter(Boolean).join('  '));
    }
  }
  line.clear();
  say(`${seen} ${what} looked at`);
  return left;
}
