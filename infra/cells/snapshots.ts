import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { stackName } from '../config/tags.ts';
import { role } from '../permissions/roles.ts';

/** The tag of volumes to snapshot, unique for project and stack. */
export const SNAPSHOT_TAGS = { 'galeria:snapshots': stackName };

const HOURLY_KEPT_DAYS = 2;
const DAILY_KEPT_DAYS = 30;
const COPIES_KEPT_DAYS = 14;

export interface SnapshotsArgs {
  /** The regions to copy daily snapshots to, at most three. */
  readonly copyRegions: readonly string[];
}

/** Hourly and daily snapshots of the cells' volumes, deleted by age. */
export class Snapshots extends pulumi.ComponentResource {
  constructor(
    name: string,
    { copyRegions }: SnapshotsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Snapshots', name, {}, opts);
    const { role: manager, policies } = role(
      name,
      {
        service: 'dlm.amazonaws.com',
        managedPolicies: [
          'arn:aws:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole',
        ],
      },
      { parent: this },
    );
    new aws.dlm.LifecyclePolicy(
      name,
      {
        description: `Snapshots of the spools of ${stackName}`,
        executionRoleArn: manager.arn,
        state: 'ENABLED',
        policyDetails: {
          resourceTypes: ['VOLUME'],
          targetTags: SNAPSHOT_TAGS,
          schedules: [
            {
              name: 'hourly',
              createRule: { interval: 1, intervalUnit: 'HOURS' },
              retainRule: { interval: HOURLY_KEPT_DAYS, intervalUnit: 'DAYS' },
              copyTags: true,
            },
            {
              name: 'daily',
              createRule: { interval: 24, intervalUnit: 'HOURS', times: '03:00' },
              retainRule: { interval: DAILY_KEPT_DAYS, intervalUnit: 'DAYS' },
              copyTags: true,
              crossRegionCopyRules: copyRegions.map((target) => ({
                target,
                encrypted: true,
                copyTags: true,
                retainRule: { interval: COPIES_KEPT_DAYS, intervalUnit: 'DAYS' },
              })),
            },
          ],
        },
      },
      { parent: this, dependsOn: policies },
    );
    this.registerOutputs({});
  }
}
