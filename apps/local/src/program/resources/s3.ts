import {
  CreateBucketCommand,
  GetObjectCommand,
  NoSuchKey,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { CreateResource } from '../declared-resources.ts';

export const bucket: CreateResource = async ({ s3, region, declared }, { name, inputs }) => {
  const made: string = inputs.bucket ?? name;
  try {
    await s3.send(new CreateBucketCommand({ Bucket: made }));
  } catch (error) {
    if ((error as Error).name !== 'BucketAlreadyOwnedByYou') throw error;
  }
  const bucketRegionalDomainName = `${made}.s3.${region}.amazonaws.com`;
  declared.bucketDomains.set(bucketRegionalDomainName, made);
  return {
    id: made,
    bucket: made,
    arn: `arn:aws:s3:::${made}`,
    bucketDomainName: `${made}.s3.amazonaws.com`,
    bucketRegionalDomainName,
  };
};

export const bucketVersioning: CreateResource = async ({ s3 }, { inputs }) => {
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: inputs.bucket,
      VersioningConfiguration: { Status: inputs.versioningConfiguration.status },
    }),
  );
  return { id: inputs.bucket };
};

export const bucketNotification: CreateResource = async ({ s3 }, { inputs }) => {
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: inputs.bucket,
      NotificationConfiguration: {
        QueueConfigurations: (inputs.queues as NotificationInput[]).map((queue) => ({
          Id: queue.id,
          QueueArn: queue.queueArn,
          Events: queue.events,
          Filter: {
            Key: { FilterRules: [{ Name: 'prefix', Value: queue.filterPrefix ?? '' }] },
          },
        })),
      },
    }),
  );
  return { id: inputs.bucket };
};

interface NotificationInput {
  readonly id?: string;
  readonly queueArn: string;
  readonly events: 's3:ObjectCreated:*'[];
  readonly filterPrefix?: string;
}

/** Archives are not copied into the bucket, as functions run from the source folder. */
export const bucketObject: CreateResource = async ({ s3, declared }, { name, inputs }) => {
  const folder = await inputs.source?.path;
  if (folder) declared.archives.set(`${inputs.bucket}/${inputs.key}`, folder);
  if (inputs.content !== undefined) await putText(s3, inputs.bucket, inputs.key, inputs.content);
  return { id: inputs.key ?? name, key: inputs.key, versionId: 'null' };
};

/** Writes an object unless it has that content already, because each write adds a version. */
async function putText(s3: S3Client, Bucket: string, Key: string, Body: string): Promise<void> {
  const present = await readText(s3, Bucket, Key);
  if (present !== Body) await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function readText(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
