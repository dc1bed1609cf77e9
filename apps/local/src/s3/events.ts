import type { Bucket, QueueNotification } from './store/buckets.ts';
import type { Version } from './store/versions.ts';

export type EventName = 'ObjectCreated:Put' | 'ObjectCreated:CompleteMultipartUpload';

/** The supported event types, without the prefix `s3:` that they have in a configuration. */
export const supportedEvents: readonly string[] = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:CompleteMultipartUpload',
];

/** The origin of an event. */
export interface EventOrigin {
  readonly region: string;
  readonly requestId: string;
  readonly sourceIPAddress: string;
}

/**
 * The principal of every event. AWS uses a public id such as `AWS:AIDA…`, never the access key, which
 * readers of the queue or of a log would see.
 */
const PRINCIPAL_ID = 'AWS:AIDAGALERIALOCAL00000';

/** Escapes all non-ASCII characters. */
const asciiJson = (value: object) =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Encodes keys like form data, except for the slash. */
function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+')
    .replace(/%2F/g, '/');
}

function matches(rule: QueueNotification, event: EventName, key: string): boolean {
  return (
    rule.events.some((name) => name === 's3:ObjectCreated:*' || name === `s3:${event}`) &&
    key.startsWith(rule.prefix) &&
    key.endsWith(rule.suffix)
  );
}

/**
 * Returns the notification messages of a new object, in event structure 2.1.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function objectCreated(
  bucket: Bucket,
  version: Version,
  eventName: EventName,
  origin: EventOrigin,
): readonly { queueArn: string; body: string }[] {
  const record = (configurationId: string) => ({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: origin.region,
    eventTime: new Date().toISOString(),
    eventName,
    userIdentity: { principalId: PRINCIPAL_ID },
    requestParameters: { sourceIPAddress: origin.sourceIPAddress },
    responseElements: { 'x-amz-request-id': origin.requestId, 'x-amz-id-2': origin.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: PRINCIPAL_ID },
        arn: `arn:aws:s3:::${bucket.name}`,
      },
      object: {
        key: encodeKey(version.key),
        size: version.size,
        eTag: version.etag,
        ...(version.versionId === 'null' ? {} : { versionId: version.versionId }),
        // Fixed width, so that text order is the order of the writes.
        sequencer: version.seq.toString(16).toUpperCase().padStart(16, '0'),
      },
    },
  });
  return bucket.notifications
    .filter((rule) => matches(rule, eventName, version.key))
    .map((rule) => ({
      queueArn: rule.queueArn,
      body: asciiJson({ Records: [record(rule.id)] }),
    }));
}

/**
 * The test event that a queue receives when a configuration first refers to it. It has no `Records`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function testEvent(bucket: string, requestId: string): string {
  return asciiJson({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date().toISOString(),
    Bucket: bucket,
    RequestId: requestId,
    HostId: requestId,
  });
}
