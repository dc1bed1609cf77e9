import { declaredChecksum } from '../checksums/declared.ts';
import { S3Error } from '../errors.ts';
import { getBucket } from '../store/buckets.ts';
import { currentVersion, putVersion } from '../store/versions.ts';
import { checksumHeaders, storedHeaders, versionHeader } from './object-headers.ts';
import {
  type Answer,
  type Call,
  checkAbsent,
  commit,
  enqueueEvents,
  onlyIfAbsent,
  quoted,
} from './operation.ts';
import { receive } from './receive.ts';

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 *
 *     bytes → file, fsync → one transaction: object + event → 200
 *
 * If the process dies before the transaction, it leaves a file without a reference. After it, the
 * object is complete and its event is in the outbox.
 */
export async function putObject(call: Call): Promise<Answer> {
  const { db, bucketName, key, request } = call;
  getBucket(db, bucketName);
  const conditional = onlyIfAbsent(call);
  const headers = storedHeaders(call);
  const declared = declaredChecksum(request.headers);
  const algorithm = declared?.algorithm ?? 'CRC64NVME';
  // Check early to avoid receiving bytes in vain. The check in the transaction decides.
  if (conditional) checkAbsent(currentVersion(db, bucketName, key));

  const write = conditional ? call.conditionalWrites.begin(bucketName, key) : undefined;
  try {
    const { blob, size, etag, checksum: value } = await receive(call, algorithm, declared);
    const checksum = { algorithm, type: 'FULL_OBJECT', value } as const;
    const object = { key, size, etag, headers, checksum, segments: [{ blob, size }] };
    const { version, orphans } = await commit(call, [blob], () => {
      const bucket = getBucket(db, bucketName);
      if (conditional) checkAbsent(currentVersion(db, bucketName, key));
      if (write?.hasConflict()) throw new S3Error('ConditionalRequestConflict');
      const written = putVersion(db, bucket, object, Date.now());
      enqueueEvents(call, bucket, written.version, 'ObjectCreated:Put');
      return written;
    });
    call.outbox.wake();
    await call.blobs.remove(orphans);
    return {
      status: 200,
      headers: { etag: quoted(etag), ...versionHeader(version), ...checksumHeaders(version) },
    };
  } finally {
    write?.end();
  }
}
