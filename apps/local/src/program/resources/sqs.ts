import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  QueueAttributeName,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { CreateResource } from '../declared-resources.ts';

/** The SQS attribute names of the inputs. */
const ATTRIBUTES = {
  delaySeconds: QueueAttributeName.DelaySeconds,
  maxMessageSize: QueueAttributeName.MaximumMessageSize,
  messageRetentionSeconds: QueueAttributeName.MessageRetentionPeriod,
  receiveWaitTimeSeconds: QueueAttributeName.ReceiveMessageWaitTimeSeconds,
  redrivePolicy: QueueAttributeName.RedrivePolicy,
  visibilityTimeoutSeconds: QueueAttributeName.VisibilityTimeout,
} as const;

/** An existing queue keeps its messages and gets the current attributes. */
export const queue: CreateResource = async ({ sqs, declared }, { name, inputs }) => {
  const made: string = inputs.name ?? name;
  const attributes = Object.fromEntries(
    Object.entries(ATTRIBUTES)
      .filter(([input]) => inputs[input] !== undefined)
      .map(([input, attribute]) => [attribute, String(inputs[input])]),
  );
  const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: made }));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes?.QueueArn as string;
  declared.queues.set(arn, { name: made, url: url as string, arn });
  return { id: url as string, url, arn, name: made };
};
