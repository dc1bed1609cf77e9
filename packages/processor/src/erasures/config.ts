import { readEnvironment } from '@galeria/config';
import { Type } from 'typebox';

const Environment = Type.Object({
  GALERIA_TABLE: Type.String({ description: 'the DynamoDB table of the catalog' }),
  GALERIA_ORIGINALS_BUCKET: Type.String({ description: 'the bucket of the originals' }),
  GALERIA_GALLERY_BUCKET: Type.String({ description: 'the bucket of the renditions' }),
  GALERIA_QUEUE_URL: Type.String({ description: 'the queue of the erasures' }),
  AWS_REGION: Type.String({ description: 'the AWS region' }),
});

/** The configuration of the function that erases. */
export interface Config {
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
  /** The queue that this function consumes. */
  readonly queueUrl: string;
  readonly region: string;
}

/** @throws EnvironmentError: the function then fails at init. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const values = readEnvironment(Environment, env);
  return {
    table: values.GALERIA_TABLE,
    originalsBucket: values.GALERIA_ORIGINALS_BUCKET,
    galleryBucket: values.GALERIA_GALLERY_BUCKET,
    queueUrl: values.GALERIA_QUEUE_URL,
    region: values.AWS_REGION,
  };
}
