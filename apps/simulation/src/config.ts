import { kinds } from '@galeria/media';
import { DISKS, SCRATCH } from './files.ts';

export const REGION = 'us-east-1';
export const TABLE = 'catalog';
export const ORIGINALS = 'originals';
export const GALLERY = 'gallery';
export const QUEUE = 'image';
/** The queue of the function that deletes objects. */
export const ERASURES = 'erasures';
export const queueUrl = (name: string): string => `http://sqs.simulated/000000000000/${name}`;

/** Variables that the SDK and Node read themselves. */
export function setEnvironment(): void {
  Object.assign(process.env, {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://dynamodb.simulated',
    AWS_ENDPOINT_URL_S3: 'http://s3.simulated',
    AWS_ENDPOINT_URL_SQS: 'http://sqs.simulated',
    TMPDIR: SCRATCH,
  });
}

/** The environment of a cell. */
export const cellEnvironment = (cell: string): Record<string, string> => ({
  AWS_REGION: REGION,
  GALERIA_CELL: cell,
  GALERIA_ORIGINALS_BUCKET: ORIGINALS,
  GALERIA_GALLERY_BUCKET: GALLERY,
  GALERIA_TABLE: TABLE,
  GALERIA_QUEUES: JSON.stringify(
    Object.fromEntries(kinds.map(({ name }) => [name, queueUrl(QUEUE)])),
  ),
  GALERIA_ERASURES: queueUrl(ERASURES),
  GALERIA_DATA_DIR: `${DISKS}/${cell}/data`,
  GALERIA_LOG_LEVEL: 'silent',
});
