import { expect, test } from '@jest/globals';
import { ChaosError } from '../src/errors.ts';
import { readPowerCutOptions } from '../src/power-cut/options.ts';
import { readRunOptions } from '../src/run/options.ts';
import { readSoakOptions } from '../src/soak/options.ts';

const readers = { readRunOptions, readPowerCutOptions, readSoakOptions };

test('options are read in kebab case, and the others have their defaults', () => {
  expect(readRunOptions(['--processor-kills', '7', '--no-settle', '--seed', '4'])).toMatchObject({
    ...{ processorKills: 7, noSettle: true, seed: 4, minutes: 12, stack: 'prod' },
    ...{
      powerCut: false,
      help: false,
      visibility: undefined,
      longestDelay: undefined,
      report: undefined,
    },
  });
  expect(readRunOptions(['-h']).help).toBe(true);
  expect(readPowerCutOptions(['--power-cut-only', '--cuts', '2'])).toMatchObject({ cuts: 2 });
});

test.each([
  ['readRunOptions', ['--minutes', 'ten'], '--minutes must be a number of at least 0, not "ten"'],
  ['readRunOptions', ['--minutes', ''], '--minutes must be a number of at least 0'],
  ['readRunOptions', ['--disk-faults=-1'], '--disk-faults must be a number of at least 0'],
  ['readRunOptions', ['--kills', '1.5'], '--kills must be a whole number of at least 0, not "1.5"'],
  ['readRunOptions', ['--seed', '0'], '--seed must be a whole number of at least 1, not "0"'],
  ['readPowerCutOptions', ['--cuts', '0'], '--cuts must be a whole number of at least 1, not "0"'],
  ['readSoakOptions', ['--requests', '0.5'], '--requests must be a whole number of at least 1'],
  ['readSoakOptions', ['--unknown'], "Unknown option '--unknown'"],
  ['readRunOptions', ['argument'], "Unexpected argument 'argument'"],
] as const)('%s refuses %j', (name, args, message) => {
  let thrown: unknown;
  try {
    readers[name](args);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ChaosError);
  expect(thrown).toMatchObject({ code: 'bad-setting', detail: expect.stringContaining(message) });
});

test('without --seed every run has another seed', () => {
  expect(readSoakOptions([]).seed).not.toBe(readSoakOptions([]).seed);
});
