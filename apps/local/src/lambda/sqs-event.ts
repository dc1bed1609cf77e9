import assert from 'node:assert/strict';
import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { defined } from '@galeria/media/defined';

/**
 * Builds Lambda's event for a batch of SQS messages.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
 */
export function sqsEvent(
  messages: readonly Message[],
  { queueArn, region }: { queueArn: string; region: string },
) {
  const toRecord = ({ MessageId, ReceiptHandle, ...message }: Message) => {
    assert(MessageId && ReceiptHandle, 'SQS returns both with each received message');
    return {
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: message.Body ?? '',
      attributes: message.Attributes ?? {},
      messageAttributes: mapValues(message.MessageAttributes ?? {}, attribute),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: region,
    };
  };
  return { Records: messages.map(toRecord) };
}

function attribute({ StringValue, BinaryValue, DataType }: MessageAttributeValue) {
  return {
    ...defined({
      stringValue: StringValue,
      binaryValue: BinaryValue && Buffer.from(BinaryValue).toString('base64'),
    }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

const mapValues = <From, To>(values: Record<string, From>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
