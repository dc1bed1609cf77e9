import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { allow } from '../permissions/grants.ts';
import { role } from '../permissions/roles.ts';
import { bucketPolicy, privateBucket } from './buckets.ts';
import type { Data } from './data.ts';

export interface ReplicaArgs {
  readonly config: GaleriaConfig;
  readonly data: Data;
  readonly replicateTo: NonNullable<GaleriaConfig['replicateTo']>;
}

/**
 * A copy of the originals bucket that no role of Galeria can delete from. Deletions are not copied, so
 * that neither a mistake nor a cell that was taken over reaches it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
 */
export class Replica extends pulumi.ComponentResource {
  readonly bucketArn: pulumi.Input<string>;

  constructor(name: string, args: ReplicaArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Replica', name, {}, opts);
    const { config, data, replicateTo } = args;
    const { originals } = data;
    const foreign = 'accountId' in replicateTo ? replicateTo : undefined;
    const ready: pulumi.Resource[] = [data.versioning];
    if ('region' in replicateTo) {
      const { bucket, versioning } = this.ownBucket(replicateTo.region, config.protect);
      this.bucketArn = bucket.arn;
      ready.push(versioning);
    } else {
      this.bucketArn = replicateTo.bucketArn;
    }
    const { role: replicator, policies } = role(
      name,
      {
        service: 's3.amazonaws.com',
        statements: [
          allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], [originals.arn]),
          allow(
            [
              's3:GetObjectVersionAcl',
              's3:GetObjectVersionForReplication',
              's3:GetObjectVersionTagging',
            ],
            [pulumi.interpolate`${originals.arn}/*`],
          ),
          allow(
            [
              's3:ReplicateObject',
              's3:ReplicateTags',
              ...(foreign ? ['s3:ObjectOwnerOverrideToBucketOwner'] : []),
            ],
            [pulumi.interpolate`${this.bucketArn}/*`],
          ),
        ],
      },
      { parent: this },
    );
    new aws.s3.BucketReplicationConfig(
      name,
      {
        bucket: originals.bucket,
        role: replicator.arn,
        rules: [
          {
            id: 'everything',
            status: 'Enabled',
            filter: { prefix: '' },
            deleteMarkerReplication: { status: 'Disabled' },
            destination: {
              bucket: this.bucketArn,
              storageClass: 'STANDARD_IA',
              ...(foreign
                ? {
                    account: foreign.accountId,
                    accessControlTranslation: { owner: 'Destination' },
                  }
                : {}),
            },
          },
        ],
      },
      // Both buckets must be versioned already.
      { parent: this, dependsOn: [...ready, ...policies] },
    );
    this.registerOutputs({});
  }

  private ownBucket(region: string, protect: boolean) {
    const bucket = privateBucket('replica', { protect, region }, { parent: this });
    bucketPolicy('replica', bucket, [], region);
    const versioning = new aws.s3.BucketVersioning(
      'replica',
      { region, bucket: bucket.bucket, versioningConfiguration: { status: 'Enabled' } },
      { parent: bucket },
    );
    return { bucket, versioning };
  }
}
