import * as aws from '@pulumi/aws';
import { bucketPolicy } from '../data/buckets.ts';

export interface State {
  readonly bucket: aws.s3.Bucket;
  readonly key: aws.kms.Key;
}

/**
 * Creates the bucket for Pulumi's state, which outlives every stack. Its key also encrypts the secrets
 * in the state. The default policy of a key leaves the decision to IAM.
 */
export function stateBucket(): State {
  const key = new aws.kms.Key(
    'state',
    {
      description: "Pulumi's state of Galeria",
      enableKeyRotation: true,
      // The role that deploys may not delete keys with this tag.
      tags: { 'galeria:state': 'true' },
    },
    { protect: true },
  );
  const bucket = new aws.s3.Bucket('state', {}, { protect: true });
  const of = { bucket: bucket.bucket };
  const child = { parent: bucket };
  new aws.s3.BucketVersioning(
    'state',
    { ...of, versioningConfiguration: { status: 'Enabled' } },
    child,
  );
  new aws.s3.BucketPublicAccessBlock(
    'state',
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    'state',
    {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    child,
  );
  bucketPolicy('state', bucket);
  return { bucket, key };
}
