import { createHash, type Hash } from 'node:crypto';
import { PART_BYTES } from '../limits.ts';

/** The size and hashes of a received file. */
export interface Digest {
  /** SHA-256 in hexadecimal: the item's id. */
  readonly id: string;
  readonly size: number;
  /** For files too large for one PUT: bytes per part, and the SHA-256 of each part in base64. */
  readonly partSize?: number;
  readonly parts?: string[];
}

/**
 * Hashes a stream: the whole file and, for S3's multipart checksums, each part. The first part is
 * hashed once, since its hash is the one of the whole file so far.
 */
export function createDigest(partSize: number = PART_BYTES) {
  const whole = createHash('sha256');
  const parts: string[] = [];
  let part: Hash | undefined;
  let partBytes = 0;
  let size = 0;

  function endPart() {
    parts.push((part ?? whole.copy()).digest('base64'));
    part = createHash('sha256');
    partBytes = 0;
  }

  return {
    update(chunk: Buffer): void {
      for (let rest = chunk; rest.length > 0; ) {
        const piece = rest.subarray(0, partSize - partBytes);
        whole.update(piece);
        part?.update(piece);
        partBytes += piece.length;
        if (partBytes === partSize) endPart();
        rest = rest.subarray(piece.length);
      }
      size += chunk.length;
    },
    end(): Digest {
      if (size > partSize && partBytes > 0) endPart();
      const id = whole.digest('hex');
      return size > partSize ? { id, size, partSize, parts } : { id, size };
    },
  };
}
