import type { LivingRecord } from '@galeria/catalog';
import { type Access, closeAccess, openAccess } from '../access.ts';
import { type Command, type Invocation, onStack } from '../command.ts';
import { CliError } from '../errors.ts';
import { counted, print, say, statusLine } from '../terminal.ts';
import { isDue, type Wanted, wantedBy } from './due.ts';
import { type ReprocessResult, reprocessAll } from './reprocess.ts';

/** Processes items again that were made with an older recipe. */
export const rebuild: Command = onStack({
  usage: 'rebuild [--rendition NAME …] [--dry-run]',
  summary: 'process existing items again to add renditions that are new in the recipe',
  options: {
    rendition: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
  },
  async run({ stack, args, options }) {
    const wanted = wantedBy(namesOf(args, options));
    const access = openAccess(stack, Date.now());
    try {
      const due = await count(dueItems(access, wanted));
      say(`${counted(due, 'item')} to rebuild`);
      return due === 0 || options['dry-run'] ? 0 : await run(access, wanted, due);
    } finally {
      closeAccess(access);
    }
  },
});

/** Accepts `--rendition a b` as well as `--rendition a --rendition b`. */
function namesOf(args: readonly string[], { rendition }: Invocation['options']): string[] {
  if (args.length > 0 && rendition === undefined) {
    throw new CliError('usage', {
      detail: 'unexpected argument; pass rendition names after --rendition',
    });
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

/** @throws CliError `other-recipe` if the deployed functions do not use this checkout's recipe */
async function run(access: Access, wanted: Wanted, due: number): Promise<number> {
  const counts = new Map<ReprocessResult, number>();
  const line = statusLine();
  let done = 0;
  for await (const { item, result, code } of reprocessAll(
    access,
    dueItems(access, wanted),
    wanted.recipes,
  )) {
    if (result === 'other-recipe')
      throw new CliError(result, { detail: 'deploy this checkout, then run rebuild again' });
    counts.set(result, (counts.get(result) ?? 0) + 1);
    line.clear();
    if (result !== 'rebuilt') print([result, item.id, code].filter(Boolean).join('  '));
    line.update(`${++done} of ${due} …`);
  }
  line.clear();
  for (const [result, number] of counts) say(`  ${String(number).padStart(8)}  ${result}`);
  return counts.has('failed') || counts.has('timed out') ? 1 : 0;
}
