import { beforeAll, describe, expect, test } from '@jest/globals';
import { deprecationRules } from './rules/deprecated.ts';
import { designRules } from './rules/design.ts';
import { endpointRules } from './rules/endpoints.ts';
import { optionRules } from './rules/options.ts';
import { policyPackRules } from './rules/policy-pack.ts';
import { safetyRules } from './rules/safety.ts';
import { graphOf } from './support/graph.ts';
import { type Recording, record, TIMEOUT_MS } from './support/recording.ts';
import type { Subject } from './support/subject.ts';
import { variants } from './support/variants.ts';

/** Warnings about missing builds, which tests ignore. */
const BUILD = /is not built yet|is not of the newest build/;

const recordings = new Map(
  Object.entries(variants).map(([name, { stack, config }]) => [name, record(stack, config)]),
);

describe.each(Object.entries(variants))('%s', (name, { stack, config }) => {
  const subject: Subject = {
    stack,
    region: 'aws:region' in config ? config['aws:region'] : 'us-east-1',
    draining: 'cells' in config ? ['c'] : [],
    recorded: undefined as unknown as Recording,
  };

  beforeAll(async () => {
    subject.recorded = await recordings.get(name)!;
    const { messages, exitCode } = subject.recorded;
    expect(messages.filter((message) => !BUILD.test(message))).toEqual([]);
    expect(exitCode).toBe(0);
  }, TIMEOUT_MS);

  safetyRules(subject);
  designRules(subject);
  endpointRules(subject);
  policyPackRules(subject);
  deprecationRules(subject);
  if (name === 'prod with everything') optionRules(subject);

  test('the resource graph matches the snapshot', () => {
    expect(graphOf(subject.recorded)).toMatchSnapshot();
  });
});
