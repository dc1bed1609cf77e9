import { createHash } from 'node:crypto';
import type { Behaviour, CreateResource } from '../declared-resources.ts';

interface BehaviourInput {
  readonly pathPattern?: string;
  readonly targetOriginId: string;
  readonly allowedMethods: readonly string[];
  readonly trustedKeyGroups?: readonly string[];
}

const behaviour = (input: BehaviourInput): Behaviour => ({
  pathPattern: input.pathPattern ?? '*',
  originId: input.targetOriginId,
  methods: input.allowedMethods,
  keyGroups: input.trustedKeyGroups ?? [],
});

/** CloudFront uses the first behaviour with a matching pattern, and the default behaviour last. */
export const distribution: CreateResource = async ({ declared }, { name, inputs }) => {
  for (const { originId, domainName } of inputs.origins) declared.origins.set(originId, domainName);
  declared.behaviours.push(
    ...(inputs.orderedCacheBehaviors ?? []).map(behaviour),
    behaviour(inputs.defaultCacheBehavior),
  );
  return { id: name, arn: name, domainName: 'localhost', hostedZoneId: 'local' };
};

/** The id is derived from the key, so URLs that were signed before a restart stay valid. */
export const publicKey: CreateResource = async ({ declared }, { inputs }) => {
  const hash = createHash('sha256').update(inputs.encodedKey).digest('hex');
  const id = `K${hash.slice(0, 13).toUpperCase()}`;
  declared.publicKeys.set(id, inputs.encodedKey);
  return { id };
};

export const keyGroup: CreateResource = async ({ declared }, { name, inputs }) => {
  declared.keyGroups.set(name, inputs.items);
  return { id: name };
};
