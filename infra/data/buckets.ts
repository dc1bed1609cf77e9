import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { overTlsOnly, type Statement } from '../permissions/grants.ts';
import { policyDocument } from '../permissions/roles.ts';

/** Incomplete multipart uploads are billed like objects, but not listed. */
const ABORT_MULTIPART_DAYS = 7;

export type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

export interface BucketArgs {
  readonly rules?: LifecycleRule[];
  readonly protect: boolean;
  /** Whether deleting the bucket deletes its objects. */
  readonly forceDestroy?: boolean;
  /** Another region than the stack's. */
  readonly region?: string;
}

/** Creates a private, encrypted bucket without ACLs. */
export function privateBucket(
  name: string,
  { rules = [], protect, forceDestroy, region }: BucketArgs,
  opts: pulumi.CustomResourceOptions,
): aws.s3.Bucket {
  const there = region ? { region } : {};
  const bucket = new aws.s3.Bucket(
    name,
    { ...there, ...(forceDestroy ? { forceDestroy } : {}) },
    {
      ...opts,
      protect,
    },
  );
  const child = { parent: bucket };
  new aws.s3.BucketPublicAccessBlock(
    name,
    {
      ...there,
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  new aws.s3.BucketOwnershipControls(
    name,
    { ...there, bucket: bucket.bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } },
    child,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      ...there,
      bucket: bucket.bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    },
    child,
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      ...there,
      bucket: bucket.bucket,
      rules: [
        {
          id: 'unfinished',
          status: 'Enabled',
          filter: {},
          abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_MULTIPART_DAYS },
        },
        ...rules,
      ],
    },
    child,
  );
  return bucket;
}

/** Creates the bucket policy with the given statements. Requests without TLS are denied. */
export function bucketPolicy(
  name: string,
  bucket: aws.s3.Bucket,
  statements: readonly Statement[] = [],
  region?: string,
): aws.s3.BucketPolicy {
  const tls = overTlsOnly('s3:*', [bucket.arn, pulumi.interpolate`${bucket.arn}/*`]);
  return new aws.s3.BucketPolicy(
    name,
    {
      ...(region ? { region } : {}),
      bucket: bucket.bucket,
      policy: policyDocument([tls, ...statements]),
    },
    { parent: bucket },
  );
}
