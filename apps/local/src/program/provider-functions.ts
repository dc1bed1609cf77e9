import type * as pulumi from '@pulumi/pulumi';
import type { EmbeddedCloud } from './declared-resources.ts';

type ProviderFunction = (
  cloud: Pick<EmbeddedCloud, 'region' | 'accountId'>,
  inputs: Record<string, unknown>,
) => Record<string, unknown>;

const providerFunctions: Readonly<Record<string, ProviderFunction>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': ({ accountId }) => ({
    accountId,
    arn: `arn:aws:iam::${accountId}:root`,
  }),
  'aws:index/getPartition:getPartition': () => ({ partition: 'aws', dnsSuffix: 'amazonaws.com' }),
  'aws:index/getRegion:getRegion': ({ region }) => ({ region, name: region, id: region }),
  'aws:index/getAvailabilityZones:getAvailabilityZones': ({ region }) => ({
    names: ['a', 'b', 'c'].map((zone) => region + zone),
    zoneIds: ['az1', 'az2', 'az4'].map((zone) => `use1-${zone}`),
  }),
};

/** Answers the provider function calls of the program. Unknown functions return their arguments. */
export const callProviderFunction = (
  cloud: Pick<EmbeddedCloud, 'region' | 'accountId'>,
  { token, inputs }: pulumi.runtime.MockCallArgs,
): Record<string, unknown> => ({
  ...inputs,
  id: token,
  ...providerFunctions[token]?.(cloud, inputs),
});
