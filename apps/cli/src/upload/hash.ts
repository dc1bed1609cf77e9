/** A field of RFC 9530 with the digest of a whole file. */
export const reprDigest = (id: string): string =>
  `sha-256=:${Buffer.from(id, 'hex').toString('base64')}:`;
