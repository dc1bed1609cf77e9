import { longMakers } from '@galeria/media/testing/documents';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

const PAGES = 110;
const WORDS_A_PAGE = 60;
/** Words of each tenth of a document that are searched for, in one query. */
const SAMPLES = 10;

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
});
afterAll(() => galeria.remove());

/** Ten letters: two such words are practically never at one typing error's distance. */
function wordOf(random: () => number): string {
  const letter = () => String.fromCharCode(97 + Math.floor(random() * 26));
  return Array.from({ length: 10 }, letter).join('');
}

/** Numbers from 0 to 1 that are the same in each run: a linear congruential generator. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

async function found(words: readonly string[]): Promise<string[]> {
  const answer = await fetch(`${galeria.address}/media?q=${words.join('+')}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

test.each(Object.keys(longMakers))(
  'all words of a long document are found, from its first to its last tenth: %s',
  async (extension) => {
    const random = numbers(Object.keys(longMakers).indexOf(extension) + 1);
    const words = Array.from({ length: PAGES * WORDS_A_PAGE }, () => wordOf(random));
    const pages = Array.from({ length: PAGES }, (_, at) =>
      words.slice(at * WORDS_A_PAGE, (at + 1) * WORDS_A_PAGE).join(' '),
    );
    const bytes = await longMakers[extension]!(pages);
    const [uploaded] = await galeria.upload(await media.save(folder, `long.${extension}`, bytes));
    const { id, status } = await galeria.settled(uploaded!.id);
    expect(status).toBe('ready');
    // A text is indexed after its item and its excerpt; all of it at once.
    await eventually(async () => (await found([words[words.length / 2]!])).includes(id));

    const tenth = words.length / 10;
    const samples = Array.from({ length: 10 }, (_, part) =>
      Array.from({ length: SAMPLES }, (_, at) => words[Math.floor(tenth * (part + at / SAMPLES))]!),
    );
    const missing: string[] = [];
    for (const [part, some] of samples.entries()) {
      // An item is found only by a query all of whose words it has.
      if (!(await found(some)).includes(id)) missing.push(`tenth ${part + 1}: ${some.join(' ')}`);
    }
    expect(missing).toEqual([]);
  },
);
