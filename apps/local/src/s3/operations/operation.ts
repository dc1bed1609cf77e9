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
import { addPending } from '../store/outbox.ts';
import type { Version } from '../store/versions.ts';

/** The services that all operations use. */
export interface Services {
  readonly db: DatabaseSync;
  readonly blobs: Blobs;
  readonly outbox: Outbox;
  readonly conditionalWrites: ConditionalWrites;
  readonly region: string;
}

/** A request with a verified signature. */
export interface Call extends Services {
  readonly request: S3Request;
  readonly verified: Verified;
  /** The bucket's name. Empty for service operations. */
  readonly bucketName: string;
  /** Empty for bucket and service operations. */
  readonly key: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * A document, or bytes with their number in `content-length`. A chunk is valid until the next is
   * requested.
   */
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

/** Adds the events of a new object to the outbox. Call it in the object's transaction. */
export function enqueueEvents(
  call: Call,
  bucket: Bucket,
  version: Version,
  event: EventName,
): void {
  const origin: EventOrigin = {
    region: call.region,
    requestId: call.request.id,
    sourceIPAddress: call.request.message.socket.remoteAddress ?? '',
  };
  for (const { queueArn, body } of objectCreated(bucket, version, event, origin)) {
    addPending(call.db, queueArn, body);
  }
}

/** Runs a transaction. If it fails, removes the files that it would have referred to. */
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

/** Parses an integer query parameter of at most `most`. */
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

/** Whether a write has `If-None-Match: *`, the only supported condition. */
export function onlyIfAbsent({ request }: Call): boolean {
  const condition = request.headers.get('if-none-match');
  if (request.headers.has('if-match') || (condition !== undefined && condition !== '*')) {
    throw new S3Error('NotImplemented', {
      detail: 'a write supports only the condition If-None-Match: *',
    });
  }
  return condition === '*';
}

/** Throws if the key has an object. A delete marker does not count. */
export function checkAbsent(current: Version | undefined): void {
  if (current !== undefined && !current.deleteMarker) {
    throw new S3Error('PreconditionFailed', { fields: { Condition: 'If-None-Match' } });
  }
}
