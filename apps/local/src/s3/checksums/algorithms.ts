import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';

export type ChecksumAlgorithm = 'CRC32' | 'CRC64NVME' | 'SHA1' | 'SHA256';
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** A checksum stored with an object. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** Base64. A composite checksum ends in `-<parts>`. */
  readonly value: string;
}

/** An incremental checksum. */
export interface Digest {
  update(chunk: Buffer): void;
  digest(): Promise<Buffer>;
}

function hash(name: 'md5' | 'sha1' | 'sha256'): Digest {
  const state = createHash(name);
  return { update: (chunk) => void state.update(chunk), digest: async () => state.digest() };
}

function crc32Digest(): Digest {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    async digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function crc64Digest(): Digest {
  const state = new Crc64Nvme();
  return {
    update: (chunk) => void state.update(chunk),
    digest: async () => Buffer.from(await state.digest()),
  };
}

export const md5 = () => hash('md5');
export const sha256 = () => hash('sha256');

/**
 * The properties of each algorithm in S3. The first type is the default of a multipart upload. CRC32C
 * is not supported, as SDKs send it only on request.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export const algorithms: Readonly<
  Record<
    ChecksumAlgorithm,
    { bytes: number; multipartTypes: readonly ChecksumType[]; digest: () => Digest }
  >
> = {
  CRC32: { bytes: 4, multipartTypes: ['COMPOSITE', 'FULL_OBJECT'], digest: crc32Digest },
  CRC64NVME: { bytes: 8, multipartTypes: ['FULL_OBJECT'], digest: crc64Digest },
  SHA1: { bytes: 20, multipartTypes: ['COMPOSITE'], digest: () => hash('sha1') },
  SHA256: { bytes: 32, multipartTypes: ['COMPOSITE'], digest: sha256 },
};

export const isAlgorithm = (name: string): name is ChecksumAlgorithm =>
  Object.hasOwn(algorithms, name);

export const algorithmNames = Object.keys(algorithms) as readonly ChecksumAlgorithm[];
export const checksumHeader = (name: ChecksumAlgorithm) => `x-amz-checksum-${name.toLowerCase()}`;
export const checksumElement = (name: ChecksumAlgorithm) => `Checksum${name}`;
