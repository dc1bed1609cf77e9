import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startDynamoDb } from './dynamodb/server.ts';
import type { Log } from './log.ts';
import { type Declared, nothingDeclared } from './program/cloud.ts';
import { startS3 } from './s3/index.ts';
import { startSqs } from './sqs/server.ts';

export type Servers = Awaited<ReturnType<typeof startServers>>;

/** Starts the embedded S3, SQS and DynamoDB, on loopback, on what they kept the last time. */
export async function startServers(home: string, region: string, log: Log) {
  const declared: Declared = nothingDeclared();
  // New ones at every start: nothing but this cloud's own processes ever gets to know them.
  const credentials = {
    accessKeyId: 'GALERIALOCAL',
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
  const sqsServer = await startSqs({ dir: join(home, 'sqs'), region });
  const sqs = new SQSClient({ region, credentials, endpoint: sqsServer.endpoint });
  const dynamoDbServer = await startDynamoDb({ dir: join(home, 'dynamodb') });
  const s3Server = await startS3({
    dir: join(home, 's3'),
    region,
    credentials,
    log: (line) => log('s3', line),
    // An event of the last run may come before the program has made its queue: it is tried again.
    deliver: async (queueArn, body) => {
      const queue = declared.queues.get(queueArn);
      if (!queue) throw new Error(`${queueArn} is not there yet`);
      await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body }));
    },
  });
  const s3 = new S3Client({ region, credentials, endpoint: s3Server.endpoint });
  const dynamodb = new DynamoDBClient({ region, credentials, endpoint: dynamoDbServer.endpoint });

  return {
    declared,
    s3,
    sqs,
    dynamodb,
    onArrival: sqsServer.onArrival,
    /** What a process of this cloud needs to reach it, by the names that the AWS SDK reads. */
    environment: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: s3Server.endpoint,
      AWS_ENDPOINT_URL_SQS: sqsServer.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbServer.endpoint,
    },
    async close() {
      for (const client of [s3, sqs, dynamodb]) client.destroy();
      await s3Server.close();
      await dynamoDbServer.close();
      await sqsServer.close();
    },
  };
}
