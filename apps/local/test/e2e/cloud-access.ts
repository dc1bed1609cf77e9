import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AttributeValue,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openCatalog } from '@galeria/catalog';
import { checkMetadata } from '@galeria/catalog/check-metadata';
import { objectCreatedMessage, originalKey } from '@galeria/media';
import type { StackFile } from '../../src/stack-file.ts';
import type { Galeria } from './galeria.ts';

export type Row = Record<string, AttributeValue>;

/** Opens clients for the embedded servers of a running Galeria, like the command line tool. */
export async function openCloud({ home }: Galeria) {
  const note = JSON.parse(await readFile(join(home, 'stack.json'), 'utf8')) as StackFile;
  const { environment } = note;
  const options = {
    region: environment.AWS_REGION as string,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID as string,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY as string,
    },
  };
  const s3 = new S3Client({ ...options, endpoint: environment.AWS_ENDPOINT_URL_S3 as string });
  const sqs = new SQSClient({ ...options, endpoint: environment.AWS_ENDPOINT_URL_SQS as string });
  const dynamodb = new DynamoDBClient({
    ...options,
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB as string,
  });
  const TableName = note.outputs.table as string;
  const catalog = openCatalog({ table: TableName, dynamodb, checkMetadata });
  const { image: queueUrl } = note.outputs.queues as { image: string };
  const { image: deadUrl } = note.outputs.deadLetterQueues as { image: string };

  /** Returns the number of visible and in-flight messages of a queue. */
  const depth = async (QueueUrl: string) => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    const {
      ApproximateNumberOfMessages: waiting,
      ApproximateNumberOfMessagesNotVisible: inFlight,
    } = Attributes;
    return Number(waiting) + Number(inFlight);
  };

  return {
    s3,
    catalog,
    /** Returns the rows of a partition of the catalog, bypassing the catalog's code. */
    rows: async (pk: string): Promise<Row[]> => {
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: pk } },
        }),
      );
      return Items;
    },
    allRows: async (): Promise<Row[]> => {
      const rows: Row[] = [];
      for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
        rows.push(...Items);
      }
      return rows;
    },
    /** Returns the names of the table's indexes. */
    indexes: async () => {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      return Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName);
    },
    removeRow: ({ pk, sk }: Row) =>
      dynamodb.send(
        new DeleteItemCommand({ TableName, Key: { pk, sk } as Record<string, AttributeValue> }),
      ),
    /** Returns the number of messages for the image processor, including dead letters. */
    messages: async () => (await depth(queueUrl)) + (await depth(deadUrl)),
    /** Sends the event of an original again. */
    replay: (id: string) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: objectCreatedMessage({ bucket: 'originals', key: originalKey('image', id) }),
        }),
      ),
    close() {
      s3.destroy();
      sqs.destroy();
      dynamodb.destroy();
    },
  };
}
