import { exercise } from '@galeria/infra/trial';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria } from './galeria.ts';

let galeria: Galeria;

beforeAll(async () => {
  galeria = await Galeria.start();
});
afterAll(() => galeria.remove());

test('the steps of a trial in AWS pass on one machine', async () => {
  const steps = await exercise({ url: galeria.address, key: undefined, readyMs: 240_000 }, 7);
  expect(steps.map(({ name }) => name)).toEqual([
    ...['upload image', 'process image'],
    ...['upload audio', 'process audio'],
    ...['upload document', 'process document'],
    ...['search', 'delete'],
  ]);
});
