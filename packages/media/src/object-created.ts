/** The part of an S3 event that a processor reads. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Parses an S3 event notification from a queue message.
 *
 * Keys are URL-encoded with `+` for a space. `s3:TestEvent`, which S3 sends when a notification is
 * created, has no records and gives an empty list.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function parseObjectCreated(body: string): ObjectCreated[] {
  const event = JSON.parse(body) as {
    Records?: { s3: { bucket: { name: string }; object: { key: string } } }[];
  };
  return (event.Records ?? []).map(({ s3 }) => ({
    bucket: s3.bucket.name,
    key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
  }));
}

/** Returns the message that queues an original for processing, in the format of S3. */
export function objectCreatedMessage({ bucket, key }: ObjectCreated): string {
  const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'galeria:dispatch',
        eventName: 'ObjectCreated:Dispatch',
        s3: { bucket: { name: bucket }, object: { key: encoded } },
      },
    ],
  });
}
