import {
  algorithms,
  type Checksum,
  type ChecksumAlgorithm,
  type ChecksumType,
} from './algorithms.ts';

/** The checksum of a part and the size of its data in bytes. */
export interface PartChecksum {
  readonly digest: Buffer;
  readonly size: number;
}

/** Width in bits and the polynomial, both reflected: bit `width - 1` is x^0. */
const polynomials: Partial<Record<ChecksumAlgorithm, { width: bigint; polynomial: bigint }>> = {
  CRC32: { width: 32n, polynomial: 0xedb88320n },
  // NVM Express NVM Command Set Specification, 64b CRC.
  CRC64NVME: { width: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
};

/**
 * Combines the CRCs of parts into the CRC of the whole without reading the data: crc(A ‖ B) = crc(A) ·
 * x^(8·|B|) + crc(B), in polynomials over GF(2).
 */
function combineCrcs(
  { width, polynomial }: { width: bigint; polynomial: bigint },
  parts: readonly PartChecksum[],
): Buffer {
  const one = 1n << (width - 1n);
  const multiply = (a: bigint, b: bigint) => {
    let product = 0n;
    let term = b;
    for (let bit = one; bit > 0n; bit >>= 1n) {
      if (a & bit) product ^= term;
      term = term & 1n ? (term >> 1n) ^ polynomial : term >> 1n;
    }
    return product;
  };
  const shift = (bytes: number) => {
    let result = one;
    let power = one >> 8n;
    for (let left = BigInt(bytes); left > 0n; left >>= 1n) {
      if (left & 1n) result = multiply(result, power);
      power = multiply(power, power);
    }
    return result;
  };
  // Cached, as most parts have the same size and computing the power is slow.
  const shifts = new Map<number, bigint>();
  let whole = 0n;
  for (const { digest, size } of parts) {
    const factor = shifts.get(size) ?? shift(size);
    shifts.set(size, factor);
    whole = multiply(whole, factor) ^ BigInt(`0x${digest.toString('hex')}`);
  }
  return Buffer.from(whole.toString(16).padStart(Number(width) / 4, '0'), 'hex');
}

/**
 * Returns the checksum of a completed multipart upload, of the whole object or of the parts' checksums.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export async function combineChecksums(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly PartChecksum[],
): Promise<Checksum> {
  const polynomial = polynomials[algorithm];
  if (type === 'FULL_OBJECT' && polynomial !== undefined) {
    return { algorithm, type, value: combineCrcs(polynomial, parts).toString('base64') };
  }
  const digest = algorithms[algorithm].digest();
  for (const part of parts) digest.update(part.digest);
  const value = (await digest.digest()).toString('base64');
  return { algorithm, type: 'COMPOSITE', value: `${value}-${parts.length}` };
}
