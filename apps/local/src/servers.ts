import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { closeAll } from './closing.ts';
import { diskFailed, onDisk } from './disk.ts';
import { startDynamoDb } from './dynamodb/server.ts';
import type { LocalError } from './errors.ts';
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

/** The options common to the embedded servers. */
interface LaunchOptions {
  readonly dir: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly log: (line: object) => void;
}

export type Servers = Awaited<ReturnType<typeof startServers>>;

/**
 * Starts the embedded S3, SQS and DynamoDB on loopback with the data of the last run.
 *
 * @throws LocalError `disk-failed` if the folder of a server cannot be read or written
 */
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
  const closing: (() => Promise<void>)[] = [];
  let fault: LocalError | undefined;
  /** Starts a server with its folder. If the start fails, the servers already started are closed. */
  async function start<Server extends { close(): Promise<void> }>(
    service: Service,
    launch: (options: LaunchOptions) => Promise<Server>,
  ): Promise<Server> {
    const dir = join(home, service);
    try {
      const options = {
        dir,
        credentials,
        log: (line: { err?: unknown }) => {
          fault = diskFailed(dir, line.err) ?? fault;
          log(service, line);
        },
      };
      const server = await onDisk(dir, () => launch(options));
      closing.push(server.close);
      return server;
    } catch (error) {
      await closeAll(closing);
      throw error;
    }
  }

  const sqsServer = await start('sqs', (options) => startSqs({ ...options, region }));
  const sqsEndpoint = await front('sqs', sqsServer.endpoint);
  const sqs = new SQSClient({ region, credentials, endpoint: sqsEndpoint });
  const dynamoDbServer = await start('dynamodb', startDynamoDb);
  // An event of the last run may arrive before the program has created its queue. It is retried.
  const deliver = async (queueArn: string, body: string) => {
    const queue = declared.queues.get(queueArn);
    if (!queue) throw new Error(`${queueArn} does not exist yet`);
    const command = new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body });
    await onEvent({ queueArn, body }, async () => {
      await sqs.send(command);
    });
  };
  const s3Server = await start('s3', (options) => startS3({ ...options, region, deliver }));
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
    /** The last disk failure that made a server answer a request with 500. */
    diskFault: () => fault,
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
      await closeAll(closing);
    },
  };
}
