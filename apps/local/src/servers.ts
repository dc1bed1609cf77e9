import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startDynamoDb } from './dynamodb/server.ts';
import type { Log } from './log.ts';
import { type DeclaredResources, nothingDeclared } from './program/declared-resources.ts';
import { startS3 } from './s3/index.ts';
import { syncFolder } from './sqlite/folder.ts';
import { startSqs } from './sqs/server.ts';

export type Service = 's3' | 'sqs' | 'dynamodb';

/** Hooks for test harnesses that start a cloud. */
export interface CloudHooks {
  /** Puts a proxy in front of an embedded server: takes its endpoint and returns the one to use. */
  readonly front?: (service: Service, endpoint: string) => Promise<string>;
  /** Intercepts an event from S3 to a queue. Each call of `send` delivers the event once. */
  readonly onEvent?: (event: S3Event, send: () => Promise<void>) => Promise<void>;
  /** Additional environment variables of the cells. */
  readonly cellEnvironment?: Readonly<Record<string, string>>;
  /** Delay before a crashed cell is restarted, in milliseconds. */
  readonly restartDelayMs?: number;
}

export interface S3Event {
  readonly queueArn: string;
  readonly body: string;
}

export type Servers = Awaited<ReturnType<typeof startServers>>;

/** Starts the embedded S3, SQS and DynamoDB on loopback with the data of the last run. */
export async function startServers(
  home: string,
  region: string,
  log: Log,
  { front = async (_, endpoint) => endpoint, onEvent = (_, send) => send() }: CloudHooks = {},
) {
  await syncFolder(dirname(resolve(home)));
  const declared: DeclaredResources = nothingDeclared();
  // New credentials at every start, known only to the processes of this cloud.
  const credentials = {
    accessKeyId: `GALERIA${randomBytes(12).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
  const sqsServer = await startSqs({
    dir: join(home, 'sqs'),
    region,
    credentials,
    log: (line) => log('sqs', line),
  });
  const sqsEndpoint = await front('sqs', sqsServer.endpoint);
  const sqs = new SQSClient({ region, credentials, endpoint: sqsEndpoint });
  const dynamoDbServer = await startDynamoDb({
    dir: join(home, 'dynamodb'),
    credentials,
    log: (line) => log('dynamodb', line),
  });
  const s3Server = await startS3({
    dir: join(home, 's3'),
    region,
    credentials,
    log: (line) => log('s3', line),
    // An event of the last run may arrive before the program has created its queue. It is retried.
    deliver: async (queueArn, body) => {
      const queue = declared.queues.get(queueArn);
      if (!queue) throw new Error(`${queueArn} does not exist yet`);
      const command = new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body });
      await onEvent({ queueArn, body }, async () => {
        await sqs.send(command);
      });
    },
  });
  const s3Endpoint = await front('s3', s3Server.endpoint);
  const s3 = new S3Client({ region, credentials, endpoint: s3Endpoint });
  const dynamoDbEndpoint = await front('dynamodb', dynamoDbServer.endpoint);
  const dynamodb = new DynamoDBClient({ region, credentials, endpoint: dynamoDbEndpoint });

  return {
    declared,
    s3,
    sqs,
    dynamodb,
    onArrival: sqsServer.onArrival,
    /** The environment variables with which the AWS SDK reaches this cloud. */
    environment: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: s3Endpoint,
      AWS_ENDPOINT_URL_SQS: sqsEndpoint,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint,
    },
    async close() {
      for (const client of [s3, sqs, dynamodb]) client.destroy();
      await s3Server.close();
      await dynamoDbServer.close();
      await sqsServer.close();
    },
  };
}
