import type { Behaviour, Create } from '../cloud.ts';

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

/** CloudFront takes the first behaviour whose pattern fits, and the default one last. */
export const distribution: Create = async ({ declared }, { name, inputs }) => {
  for (const { originId, domainName } of inputs.origins) declared.origins.set(originId, domainName);
  declared.behaviours.push(
    ...(inputs.orderedCacheBehaviors ?? []).map(behaviour),
    behaviour(inputs.defaultCacheBehavior),
  );
  return { id: name, arn: name, domainName: 'localhost', hostedZoneId: 'local' };
};
