import type { Segment } from '../blobs.ts';
import {
  algorithms,
  type ChecksumAlgorithm,
  checksumHeader,
  type Digest,
  md5,
  sha256,
} from '../checksums/algorithms.ts';
import { checkValue, type DeclaredChecksum, declaredMd5 } from '../checksums/declared.ts';
import { S3Error } from '../errors.ts';
import { type Body, openBody } from '../http/body.ts';
import { limits } from '../limits.ts';
import type { Call } from './operation.ts';

/** A body that is fsynced and matches every declared hash. */
export interface Received extends Segment {
  /** MD5 in hex. */
  readonly etag: string;
  /** Base64, with the requested algorithm. */
  readonly checksum: string;
}

function announced(declared: DeclaredChecksum | undefined, body: Body): string | undefined {
  if (declared === undefined || declared.value !== undefined) return declared?.value;
  const trailer = body.trailers.get(checksumHeader(declared.algorithm));
  if (trailer === undefined)
    throw new S3Error('IncompleteBody', { detail: 'a trailer is missing' });
  return checkValue(declared.algorithm, trailer);
}

/**
 * Streams a body to disk while hashing it. Refuses it if a declared hash or size differs.
 *
 * @param algorithm the algorithm of the checksum to store
 * @param declared the checksum that the client declared, possibly with another algorithm
 */
export async function receive(
  call: Call,
  algorithm: ChecksumAlgorithm,
  declared: DeclaredChecksum | undefined,
): Promise<Received> {
  const body = openBody(call.request, call.verified);
  if (body.length > limits.putBytes) {
    throw new S3Error('EntityTooLarge', {
      fields: { ProposedSize: body.length, MaxSizeAllowed: limits.putBytes },
    });
  }
  const expectedMd5 = declaredMd5(call.request.headers);
  const etagDigest = md5();
  const checksumDigest = algorithms[algorithm].digest();
  const payloadDigest = body.sha256 === undefined ? undefined : sha256();
  const declaredDigest =
    declared === undefined || declared.algorithm === algorithm
      ? undefined
      : algorithms[declared.algorithm].digest();
  const digests = [etagDigest, checksumDigest, declaredDigest, payloadDigest].filter(
    (digest): digest is Digest => digest !== undefined,
  );
  const segment = await call.blobs.write(body.chunks, (chunk) => {
    for (const digest of digests) digest.update(chunk);
  });
  try {
    const etag = (await etagDigest.digest()).toString('hex');
    const checksum = (await checksumDigest.digest()).toString('base64');
    const payload = (await payloadDigest?.digest())?.toString('hex');
    if (payload !== body.sha256) throw new S3Error('XAmzContentSHA256Mismatch');
    if (expectedMd5 !== undefined && expectedMd5 !== etag) throw new S3Error('BadDigest');
    const expected = announced(declared, body);
    const actual = (await declaredDigest?.digest())?.toString('base64') ?? checksum;
    if (expected !== undefined && expected !== actual) {
      throw new S3Error('BadDigest', {
        detail: `The ${declared?.algorithm} you specified did not match the calculated checksum.`,
      });
    }
    return { ...segment, etag, checksum };
  } catch (error) {
    await call.blobs.remove([segment.blob]);
    throw error;
  }
}
