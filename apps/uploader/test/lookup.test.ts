import type { Catalog, Description } from '@galeria/catalog';
import { expect, test } from '@jest/globals';
import { LOOKUPS } from '../src/limits.ts';
import { createLookup } from '../src/receive/generation.ts';

const idOf = (number: number) => String(number).padStart(64, '0');

/** A catalog whose answers the test gives. */
function gated() {
  const asked: { ids: readonly string[]; answer(): void }[] = [];
  const ask = (ids: readonly string[]) =>
    new Promise<Map<string, Description>>((resolve) => {
      const answer = () =>
        resolve(new Map(ids.map((id) => [id, { state: 'deleted', generation: Number(id) }])));
      asked.push({ ids, answer });
    });
  const catalog: Pick<Catalog, 'describe' | 'describeAll'> = {
    describe: async (id) => (await ask([id])).get(id)!,
    describeAll: ask,
  };
  return { asked, lookup: createLookup(catalog) };
}

test('items that are asked for meanwhile share the next request', async () => {
  const { asked, lookup } = gated();
  const all = Array.from({ length: LOOKUPS + 5 }, (_, at) => lookup(idOf(at)));
  expect(asked.map(({ ids }) => ids.length)).toEqual(Array.from({ length: LOOKUPS }, () => 1));
  asked[0]!.answer();
  await all[0];
  await new Promise((done) => setImmediate(done));
  expect(asked.at(-1)!.ids).toHaveLength(5);
  for (const { answer } of asked) answer();
  const known = await Promise.all(all);
  expect(known).toEqual(all.map((_, at) => ({ alive: false, generation: at + 1 })));
});
