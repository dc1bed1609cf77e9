import { invalidVariable, readEnvironment } from '@galeria/config';
import { errorTable, type KindDescriptor, kindByName, kinds } from '@galeria/media';
import { Type } from 'typebox';

export class ConfigError extends errorTable('ConfigError', {
  'other-kind': { title: 'GALERIA_KIND differs from the kind of this bundle' },
}) {}

const Environment = Type.Object({
  GALERIA_KIND: Type.String({ description: 'the kind of media that the function processes' }),
  GALERIA_TABLE: Type.String({ description: 'the DynamoDB table of the catalog' }),
  GALERIA_ORIGINALS_BUCKET: Type.String({ description: 'the bucket of the originals' }),
  GALERIA_GALLERY_BUCKET: Type.String({ description: 'the bucket of the renditions' }),
  GALERIA_QUEUE_URL: Type.String({ description: 'the queue of the kind' }),
  AWS_REGION: Type.String({ description: 'the AWS region' }),
});

/** The configuration of a processor; the SDK reads its endpoints from variables of its own. */
export interface Config {
  readonly kind: KindDescriptor;
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
  const kind = kindByName(values.GALERIA_KIND);
  if (!kind) {
    const requirement = `one of ${kinds.map(({ name }) => name).join(', ')}`;
    throw invalidVariable('GALERIA_KIND', requirement, values.GALERIA_KIND);
  }
  return {
    kind,
    table: values.GALERIA_TABLE,
    originalsBucket: values.GALERIA_ORIGINALS_BUCKET,
    galleryBucket: values.GALERIA_GALLERY_BUCKET,
    queueUrl: values.GALERIA_QUEUE_URL,
    region: values.AWS_REGION,
  };
}
