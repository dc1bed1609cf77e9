import { expect, test } from '@jest/globals';
import { inputsOf, nestedInputs } from '../support/sdk-types.ts';
import type { Subject } from '../support/subject.ts';

/**
 * Deprecated inputs that are set on purpose. The provider keeps indexes in a set: with `keySchema`, each
 * index of a deployed table would be another element, to be deleted and built again.
 */
const KEPT = ['Table.globalSecondaryIndexes.hashKey', 'Table.globalSecondaryIndexes.rangeKey'];

/** The paths of inputs that the SDK marks as deprecated, or does not declare. */
function* outdated(
  path: string,
  value: unknown,
  properties: ReturnType<typeof inputsOf>,
): Generator<string> {
  for (const each of [value].flat()) {
    if (typeof each !== 'object' || each === null) continue;
    for (const [name, inner] of Object.entries(each)) {
      const property = properties.get(name);
      const at = `${path}.${name}`;
      if (!property || property.deprecated) yield at;
      const innerProperties = property && nestedInputs(property);
      if (innerProperties) yield* outdated(at, inner, innerProperties);
    }
  }
}

/** Rules that keep the program ahead of the provider's next version. */
export function deprecationRules(subject: Subject): void {
  test('no deprecated input of the AWS provider is set', () => {
    const found = subject.recorded.resources
      .filter(({ type }) => type.startsWith('aws:'))
      .flatMap(({ type, inputs }) => [
        ...outdated(String(type.split(':').at(-1)), inputs, inputsOf(type)),
      ]);
    expect([...new Set(found)].sort()).toEqual(KEPT);
  });
}
