import type { Recording, Registered } from './recording.ts';

/** The types of a resource and its parents below the stack, and its name, as in a URN. */
interface Identity {
  readonly types: readonly string[];
  readonly name: string;
}

const format = ({ types, name }: Identity): string => `${types.join('$')}::${name}`;

/**
 * Returns the identities by which the engine finds a resource in the state, the present one first. A
 * child has, beside its own aliases, those of its parent.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/options/aliases/
 */
export function identitiesOf({ resources }: Recording): Map<Registered, string[]> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, Identity[]>();
  const below = (urn: string): Identity[] => {
    const resource = byUrn.get(urn);
    if (!resource || resource.type === 'pulumi:pulumi:Stack') return [{ types: [], name: '' }];
    const found = known.get(urn) ?? identities(resource);
    known.set(urn, found);
    return found;
  };
  const identities = ({ type, name, parent, aliases }: Registered): Identity[] => [
    ...below(parent).map(({ types }) => ({ types: [...types, type], name })),
    ...aliases.flatMap((alias) =>
      below(alias.parent || parent).map(({ types }) => ({
        types: [...types, alias.type || type],
        name: alias.name || name,
      })),
    ),
  ];
  return new Map(
    resources
      .filter(({ type }) => type !== 'pulumi:pulumi:Stack')
      .map((resource) => [resource, below(resource.urn).map(format)]),
  );
}
