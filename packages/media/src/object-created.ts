/** The part of an S3 event that a processor reads. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Reads an S3 event notification out of a queue's message.
 *
 * Keys arrive URL-encoded with `+` for a space; `s3:TestEvent`, which S3 sends when a notification
 * is set up, has no records and gives an empty list.
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

/** The message that asks for an original to be processed again: the form S3 itself would send. */
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
