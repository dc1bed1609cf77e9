import { schema } from '@galeria/catalog/schema';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { bucketPolicy, type LifecycleRule, privateBucket } from './buckets.ts';

/**
 * Days for which an original that was not deleted by Galeria can be restored. Keep in step with
 * docs/privacy.md.
 */
const OLD_VERSION_DAYS = 30;

/** Originals are rarely read after processing. Tiering saves money only above 128 KiB. */
const originalRules: LifecycleRule[] = [
  {
    id: 'tiering',
    status: 'Enabled',
    filter: { and: { prefix: 'originals/', objectSizeGreaterThan: 128 * 1024 } },
    transitions: [{ days: 30, storageClass: 'INTELLIGENT_TIERING' }],
  },
  {
    id: 'old-versions',
    status: 'Enabled',
    filter: {},
    noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
    expiration: { expiredObjectDeleteMarker: true },
  },
];

export interface DataArgs {
  readonly protect: boolean;
}

/** The private buckets and the catalog. */
export class Data extends pulumi.ComponentResource {
  readonly originals: aws.s3.Bucket;
  /** Of the originals. A replica depends on it. */
  readonly versioning: aws.s3.BucketVersioning;
  /** The edge creates its policy, as only the edge may read it. */
  readonly gallery: aws.s3.Bucket;
  readonly catalog: aws.dynamodb.Table;

  constructor(name: string, { protect }: DataArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Data', name, {}, opts);
    this.originals = privateBucket(
      'originals',
      { rules: originalRules, protect },
      { parent: this },
    );
    bucketPolicy('originals', this.originals);
    this.versioning = new aws.s3.BucketVersioning(
      'originals',
      { bucket: this.originals.bucket, versioningConfiguration: { status: 'Enabled' } },
      { parent: this.originals },
    );
    this.gallery = privateBucket('gallery', { protect }, { parent: this });
    this.catalog = new aws.dynamodb.Table(
      'catalog',
      {
        billingMode: 'PAY_PER_REQUEST',
        hashKey: schema.hashKey,
        rangeKey: schema.rangeKey,
        attributes: [...schema.attributes],
        globalSecondaryIndexes: schema.indexes.map(({ ...index }) =>
          'nonKeyAttributes' in index
            ? { ...index, nonKeyAttributes: [...index.nonKeyAttributes] }
            : index,
        ),
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true },
        ttl: { attributeName: schema.expiry, enabled: true },
        deletionProtectionEnabled: protect,
      },
      { parent: this, protect },
    );
    this.registerOutputs({});
  }
}
