import { createHash } from 'node:crypto';
import { transaction } from '../../sqlite/database.ts';
import { S3Error } from '../errors.ts';
import { supportedEvents, testEvent } from '../events.ts';
import { readText } from '../http/body.ts';
import { getBucket, type QueueNotification, setNotifications } from '../store/buckets.ts';
import { addPending } from '../store/outbox.ts';
import {
  childrenOf,
  parseXml,
  textOf,
  type XmlObject,
  type XmlValue,
  xmlDocument,
} from '../xml.ts';
import { type Answer, type Call, xmlAnswer } from './operation.ts';

const root = 'NotificationConfiguration';
// Event targets of AWS that are not supported here.
const otherTargets = [
  'TopicConfiguration',
  'CloudFunctionConfiguration',
  'LambdaFunctionConfiguration',
  'EventBridgeConfiguration',
];

function eventNames(configuration: XmlObject): readonly string[] {
  const names = configuration.Event;
  if (!Array.isArray(names) || names.length === 0) throw new S3Error('MalformedXML');
  return names.map((name: unknown) => {
    const event = String(name).trim();
    if (!event.startsWith('s3:')) {
      throw new S3Error('InvalidArgument', { detail: 'The event is not supported' });
    }
    if (!supportedEvents.includes(event)) throw new S3Error('NotImplemented', { detail: event });
    return event;
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
function keyFilter(configuration: XmlObject): { prefix: string; suffix: string } {
  const filter = { prefix: '', suffix: '' };
  const s3Key = (configuration.Filter as XmlObject | undefined)?.S3Key as XmlObject | undefined;
  for (const rule of s3Key ? childrenOf(s3Key, 'FilterRule') : []) {
    const name = textOf(rule, 'Name')?.trim().toLowerCase();
    if (name !== 'prefix' && name !== 'suffix') {
      throw new S3Error('InvalidArgument', { detail: 'filter rule name must be prefix or suffix' });
    }
    filter[name] = textOf(rule, 'Value') ?? '';
  }
  return filter;
}

function parseQueue(configuration: XmlObject): QueueNotification {
  const queueArn = textOf(configuration, 'Queue')?.trim() ?? '';
  if (!/^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]+$/.test(queueArn)) {
    throw new S3Error('InvalidArgument', { detail: 'The ARN is not well formed' });
  }
  const rule = { queueArn, events: eventNames(configuration), ...keyFilter(configuration) };
  // S3 generates missing ids. A hash of the rule stays the same when the rule is put again.
  const made = createHash('sha256').update(JSON.stringify(rule)).digest('base64url').slice(0, 32);
  return { id: textOf(configuration, 'Id')?.trim() || made, ...rule };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export async function putNotifications(call: Call): Promise<Answer> {
  getBucket(call.db, call.bucketName);
  const document = parseXml(await readText(call.request, call.verified), root);
  const other = otherTargets.find((target) => target in document);
  if (other !== undefined) throw new S3Error('NotImplemented', { detail: other });
  const notifications = childrenOf(document, 'QueueConfiguration').map(parseQueue);
  transaction(call.db, () => {
    const known = new Set(
      getBucket(call.db, call.bucketName).notifications.map(({ queueArn }) => queueArn),
    );
    setNotifications(call.db, call.bucketName, notifications);
    // Putting the same configuration again, as each start of the embedded cloud does, sends no test
    // event.
    for (const queueArn of new Set(notifications.map((rule) => rule.queueArn))) {
      if (known.has(queueArn)) continue;
      addPending(call.db, queueArn, testEvent(call.bucketName, call.request.id));
    }
  });
  call.outbox.wake();
  return { status: 200 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export function getNotifications(call: Call): Answer {
  const { notifications } = getBucket(call.db, call.bucketName);
  const QueueConfiguration = notifications.map((rule): XmlValue => {
    const rules = [
      { Name: 'Prefix', Value: rule.prefix },
      { Name: 'Suffix', Value: rule.suffix },
    ].filter(({ Value }) => Value !== '');
    return {
      Id: rule.id,
      Queue: rule.queueArn,
      Event: rule.events,
      Filter: rules.length === 0 ? undefined : { S3Key: { FilterRule: rules } },
    };
  });
  return xmlAnswer(xmlDocument(root, { QueueConfiguration }));
}
