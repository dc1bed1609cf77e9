import { Type } from 'typebox';

/** The variables of every function that consumes a queue and changes objects. */
export const queueEnvironment = {
  GALERIA_TABLE: Type.String({ description: 'the DynamoDB table of the catalog' }),
  GALERIA_ORIGINALS_BUCKET: Type.String({ description: 'the bucket of the originals' }),
  GALERIA_GALLERY_BUCKET: Type.String({ description: 'the bucket of the renditions' }),
  GALERIA_QUEUE_URL: Type.String({ description: 'the queue that the function consumes' }),
  AWS_REGION: Type.String({ description: 'the AWS region' }),
};

/** The settings of `queueEnvironment`. The SDK reads its endpoints from variables of its own. */
export interface QueueConfig {
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
  /** The queue that this function consumes. */
  readonly queueUrl: string;
  readonly region: string;
}

export const queueConfigOf = (
  values: Readonly<Record<keyof typeof queueEnvironment, string>>,
): QueueConfig => ({
  table: values.GALERIA_TABLE,
  originalsBucket: values.GALERIA_ORIGINALS_BUCKET,
  galleryBucket: values.GALERIA_GALLERY_BUCKET,
  queueUrl: values.GALERIA_QUEUE_URL,
  region: values.AWS_REGION,
});
