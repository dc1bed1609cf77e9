import { schema } from '@galeria/catalog/schema';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** The buckets and the catalog. Nothing in them is public. */
export class Data extends pulumi.ComponentResource {
  readonly originals: aws.s3.Bucket;
  readonly gallery: aws.s3.Bucket;
  readonly catalog: aws.dynamodb.Table;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Data', name, {}, opts);
    this.originals = this.privateBucket('originals');
    this.gallery = this.privateBucket('gallery');
    new aws.s3.BucketVersioning(
      'originals',
      { bucket: this.originals.bucket, versioningConfiguration: { status: 'Enabled' } },
      { parent: this },
    );
    this.catalog = new aws.dynamodb.Table(
      'catalog',
      {
        billingMode: 'PAY_PER_REQUEST',
        hashKey: schema.hashKey,
        rangeKey: schema.rangeKey,
        attributes: [...schema.attributes],
        globalSecondaryIndexes: schema.indexes.map((index) => ({
          ...index,
          projectionType: 'ALL',
        })),
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }

  private privateBucket(name: string): aws.s3.Bucket {
    const bucket = new aws.s3.Bucket(name, {}, { parent: this });
    new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: bucket },
    );
    return bucket;
  }
}
