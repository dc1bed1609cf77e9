import type { LivingRecord } from '@galeria/catalog';
import { type Access, closeAccess, openAccess } from '../access.ts';
import { type Command, type Invocation, onStack } from '../command.ts';
import { CliError } from '../errors.ts';
import { print, say, statusLine } from '../terminal.ts';
import { isDue, type Wanted, wantedBy } from './due.ts';
import { type End, workThrough } from './work-through.ts';

/** Makes the renditions of the present recipe for items that an older one made. */
export const rebuild: Command = onStack({
  usage: 'rebuild [--rendition NAME …] [--dry-run]',
  summary: 'make renditions that are new in the recipe for everything that exists',
  options: {
    rendition: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
  },
  async run({ stack, args, options }) {
    const wanted = wantedBy(namesOf(args, options));
    const access = openAccess(stack, Date.now());
    try {
      const due = await count(dueItems(access, wanted));
      say(`${due} items to make again`);
      return due === 0 || options['dry-run'] ? 0 : await run(access, wanted, due);
    } finally {
      closeAccess(access);
    }
  },
});

/** `--rendition a b` and `--rendition a --rendition b` are the same. */
function namesOf(args: readonly string[], { rendition }: Invocation['options']): string[] {
  if (args.length > 0 && rendition === undefined) {
    throw new CliError('usage', { detail: 'rebuild takes names behind --rendition' });
  }
  return [...new Set([...((rendition ?? []) as readonly string[]), ...args])];
}

async function* dueItems({ catalog }: Access, wanted: Wanted): AsyncGenerator<LivingRecord> {
  for await (const item of catalog.scanItems()) if (isDue(item, wanted)) yield item;
}

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let number = 0;
  for await (const _ of items) number++;
  return number;
}

/** @throws CliError `other-recipe`: to go on would only make everything again as it is. */
async function run(access: Access, wanted: Wanted, due: number): Promise<number> {
  const counts = new Map<End, number>();
  const line = statusLine();
  let done = 0;
  for await (const { item, end, code } of workThrough(
    access,
    dueItems(access, wanted),
    wanted.recipes,
  )) {
    if (end === 'other-recipe') throw new CliError(end, { detail: 'deploy it, then rebuild' });
    counts.set(end, (counts.get(end) ?? 0) + 1);
    line.clear();
    if (end !== 'rebuilt') print([end, item.id, code].filter(Boolean).join('  '));
    line.update(`${++done} of ${due} …`);
  }
  line.clear();
  for (const [end, number] of counts) say(`  ${String(number).padStart(8)}  ${end}`);
  return counts.has('failed') || counts.has('still waiting') ? 1 : 0;
}
