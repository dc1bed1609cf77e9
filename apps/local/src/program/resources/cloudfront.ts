import type { Behaviour, CreateResource } from '../declared-resources.ts';

interface BehaviourInput {
  readonly pathPattern?: string;
  readonly targetOriginId: string;
  readonly allowedMethods: readonly string[];
}

const behaviour = (input: BehaviourInput): Behaviour => ({
  pathPattern: input.pathPattern ?? '*',
  originId: input.targetOriginId,
  methods: input.allowedMethods,
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
