import type * as pulumi from '@pulumi/pulumi';
import type { Cloud } from './cloud.ts';

type LookUp = (
  cloud: Pick<Cloud, 'region' | 'accountId'>,
  inputs: Record<string, unknown>,
) => Record<string, unknown>;

const lookUps: Readonly<Record<string, LookUp>> = {
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

/** Answers the program's questions about its account; others get their own arguments back. */
export const lookUp = (
  cloud: Pick<Cloud, 'region' | 'accountId'>,
  { token, inputs }: pulumi.runtime.MockCallArgs,
): Record<string, unknown> => ({ ...inputs, id: token, ...lookUps[token]?.(cloud, inputs) });
