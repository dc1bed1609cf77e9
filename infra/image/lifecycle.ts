import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { tags } from '../config/tags.ts';
import { role } from '../permissions/roles.ts';

const KEPT_DAYS = 90;
/** Number of images that are kept for rollbacks. */
const KEPT_AT_LEAST = 3;

/** Deletes old images and their snapshots, except for recently launched ones. */
export function imageLifecycle(opts: pulumi.CustomResourceOptions): void {
  const { role: keeper, policies } = role(
    'image-lifecycle',
    {
      service: 'imagebuilder.amazonaws.com',
      managedPolicies: [
        'arn:aws:iam::aws:policy/service-role/EC2ImageBuilderLifecycleExecutionPolicy',
      ],
    },
    opts,
  );
  new aws.imagebuilder.LifecyclePolicy(
    'uploader',
    {
      executionRole: keeper.arn,
      resourceType: 'AMI_IMAGE',
      resourceSelection: { tagMap: tags },
      policyDetails: [
        {
          action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
          filter: { type: 'AGE', unit: 'DAYS', value: KEPT_DAYS, retainAtLeast: KEPT_AT_LEAST },
          exclusionRules: { amis: { lastLaunched: { unit: 'DAYS', value: KEPT_DAYS } } },
        },
      ],
    },
    { ...opts, dependsOn: policies },
  );
}
