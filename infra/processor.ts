import { fileURLToPath } from 'node:url';
import { type KindDescriptor, originalPrefix, RENDITIONS_PREFIX } from '@galeria/media';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Data } from './data.ts';
import { allow, role } from './roles.ts';

export interface ProcessorArgs {
  readonly kind: KindDescriptor;
  readonly queue: aws.sqs.Queue;
  readonly data: Data;
}

/** The Lambda that turns one kind's originals into renditions and a catalog entry. */
export class Processor extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;

  constructor(
    name: string,
    { kind, queue, data }: ProcessorArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Processor', name, {}, opts);
    const processor = role(
      `${name}-processor`,
      'lambda.amazonaws.com',
      [
        allow(
          ['s3:GetObject'],
          [pulumi.interpolate`${data.originals.arn}/${originalPrefix(kind.name)}*`],
        ),
        // Without this a missing key is a 403 and could not be told from a lost permission.
        allow(['s3:ListBucket'], [data.originals.arn], {
          StringLike: { 's3:prefix': `${originalPrefix(kind.name)}*` },
        }),
        allow(
          ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
          [pulumi.interpolate`${data.gallery.arn}/${RENDITIONS_PREFIX}*`],
        ),
        allow(
          [
            'dynamodb:GetItem',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:DeleteItem',
            'dynamodb:Query',
          ],
          [data.catalog.arn],
        ),
        allow(
          [
            'sqs:ReceiveMessage',
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
            'sqs:ChangeMessageVisibility',
          ],
          [queue.arn],
        ),
      ],
      { parent: this },
    );
    this.function = new aws.lambda.Function(
      `${name}-processor`,
      {
        role: processor.arn,
        architectures: ['arm64'],
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        code: new pulumi.asset.FileArchive(
          fileURLToPath(new URL(`../packages/processor/dist/${kind.name}`, import.meta.url)),
        ),
        memorySize: kind.processor.memoryMiB,
        timeout: kind.processor.timeoutSeconds,
        ephemeralStorage: { size: kind.processor.ephemeralStorageMiB },
        environment: {
          variables: {
            GALERIA_KIND: kind.name,
            GALERIA_ORIGINALS_BUCKET: data.originals.bucket,
            GALERIA_GALLERY_BUCKET: data.gallery.bucket,
            GALERIA_TABLE: data.catalog.name,
          },
        },
      },
      { parent: this },
    );
    new aws.lambda.EventSourceMapping(
      name,
      {
        functionName: this.function.name,
        eventSourceArn: queue.arn,
        batchSize: 1,
        functionResponseTypes: ['ReportBatchItemFailures'],
        scalingConfig: { maximumConcurrency: kind.processor.maximumConcurrency },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
