import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../sqlite/database.ts';
import type { Blobs } from '../blobs.ts';
import type { ConditionalWrites } from '../conditional-writes.ts';
import { S3Error } from '../errors.ts';
import { type EventName, type EventOrigin, objectCreated } from '../events.ts';
import type { S3Request } from '../http/request.ts';
import type { Outbox } from '../outbox.ts';
import type { Verified } from '../sigv4/verify.ts';
import type { Bucket } from '../store/buckets.ts';
import { addOwed } from '../store/outbox.ts';
import type { Version } from '../store/versions.ts';

/** What every operation works on. */
export interface Services {
  readonly db: DatabaseSync;
  readonly blobs: Blobs;
  readonly outbox: Outbox;
  readonly conditionalWrites: ConditionalWrites;
  readonly region: string;
}

/** One request, its signature verified. */
export interface Call extends Services {
  readonly request: S3Request;
  readonly verified: Verified;
  /** The bucket's name; empty for the service itself. */
  readonly bucketName: string;
  /** Empty for a bucket or the service itself. */
  readonly key: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A document, or bytes whose number is in `content-length`; each chunk only holds until the next. */
  readonly body?: string | AsyncIterable<Buffer>;
}

export type Operation = (call: Call) => Answer | Promise<Answer>;

export const xmlAnswer = (
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status: 200,
  headers: { ...headers, 'content-type': 'application/xml' },
  body,
});

/** `2026-11-21T22:25:00.000Z` */
export const isoDate = (ms: number) => new Date(ms).toISOString();
export const quoted = (etag: string) => `"${etag}"`;

/** Puts the events of a new object into the outbox; call it in the object's transaction. */
export function oweEvents(call: Call, bucket: Bucket, version: Version, event: EventName): void {
  const origin: EventOrigin = {
    region: call.region,
    requestId: call.request.id,
    sourceIPAddress: call.request.message.socket.remoteAddress ?? '',
  };
  for (const { queueArn, body } of objectCreated(bucket, version, event, origin)) {
    addOwed(call.db, queueArn, body);
  }
}

/** One transaction; where it fails, the files that it would have named go. */
export async function commit<Result>(
  { db, blobs }: Call,
  files: readonly string[],
  work: () => Result,
): Promise<Result> {
  try {
    return transaction(db, work);
  } catch (error) {
    await blobs.remove(files);
    throw error;
  }
}

/** A whole number in a query parameter, at most `most`. */
export function countParameter(call: Call, name: string, most: number): number {
  const text = call.request.query.get(name);
  if (text === undefined || text === '') return most;
  if (!/^\d{1,9}$/.test(text)) {
    throw new S3Error('InvalidArgument', {
      detail: `${name} must be a number from 0 to ${most}`,
      fields: { ArgumentName: name, ArgumentValue: text },
    });
  }
  return Math.min(Number(text), most);
}

/** `If-None-Match: *` on a write; no other condition is offered. */
export function onlyIfAbsent({ request }: Call): boolean {
  const condition = request.headers.get('if-none-match');
  if (request.headers.has('if-match') || (condition !== undefined && condition !== '*')) {
    throw new S3Error('NotImplemented', {
      detail: 'a write takes no other condition than If-None-Match: *',
    });
  }
  return condition === '*';
}

/** Fails where the key has an object; a delete marker is none. */
export function checkAbsent(current: Version | undefined): void {
  if (current !== undefined && !current.deleteMarker) {
    throw new S3Error('PreconditionFailed', { fields: { Condition: 'If-None-Match' } });
  }
}
