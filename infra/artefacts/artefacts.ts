import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { bucketPolicy, privateBucket } from '../data/buckets.ts';
import type { Artefact } from './folders.ts';

export interface Stored {
  readonly bucket: pulumi.Output<string>;
  readonly key: pulumi.Output<string>;
}

/**
 * The bucket for built code, each build under its hash, as Lambda's direct upload is limited to 50 MB.
 */
export class Artefacts extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;

  constructor(
    name: string,
    { protect }: { protect: boolean },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Artefacts', name, {}, opts);
    this.bucket = privateBucket(
      'artefacts',
      // The older zips are unknown to Pulumi, and S3 deletes only empty buckets.
      { protect: false, forceDestroy: !protect },
      { parent: this },
    );
    bucketPolicy('artefacts', this.bucket);
    this.registerOutputs({});
  }

  /**
   * Stores a folder as a zip. Older zips are kept, as a running function or an image may refer to them.
   */
  store(name: string, { archive, hash }: Artefact): Stored {
    const object = new aws.s3.BucketObjectv2(
      name,
      { bucket: this.bucket.bucket, key: `${name}/${hash}.zip`, source: archive },
      { parent: this.bucket, retainOnDelete: true },
    );
    return { bucket: object.bucket, key: object.key };
  }
}
