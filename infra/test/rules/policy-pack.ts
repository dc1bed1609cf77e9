import { expect, test } from '@jest/globals';
import { rules } from '../../policy-pack/rules.ts';
import type { Subject } from '../support/subject.ts';

/** The rules that `pulumi preview --policy-pack` enforces. */
export function policyPackRules(subject: Subject): void {
  test.each(rules)('policy pack, $name: $description', ({ check }) => {
    const faults = subject.recorded.resources.flatMap((resource) =>
      check(resource).map((fault) => `${resource.urn}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
}
