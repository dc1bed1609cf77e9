import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { type MediaId, renditionKey, renditionPrefix } from '@galeria/media';
import { ADDRESSES } from '../limits.ts';
import { cloudCall } from './cloud-call.ts';

/** The CloudFront key pair that signs the URLs of a private gallery. */
export interface Signing {
  /** CloudFront's id of the public key. */
  readonly keyPairId: string;
  /** The object with the private key, in PEM. */
  readonly bucket: string;
  readonly key: string;
}

/** Returns the URL of a rendition, as a path below the host of the request. */
export type Address = (id: MediaId, rendition: string) => string;

export interface Addresses {
  /** @throws UploaderError `cloud-unavailable` if the signing key cannot be read. */
  for(host: string, now?: number): Promise<Address>;
}

const plain: Address = (id, rendition) => `/${renditionKey(id, rendition)}`;

/**
 * Builds the URLs of renditions: plain for a public gallery, signed for a private one. One signature
 * covers all renditions of an item and stays the same for an hour, so that browsers can cache them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export function openAddresses(s3: S3Client, signing: Signing | undefined): Addresses {
  if (!signing) return { for: async () => plain };
  let privateKey: Promise<string> | undefined;
  let remembered = { hour: 0, queries: new Map<string, string>() };

  /** Reads the key once; after a failure the next request tries again. */
  const readKey = () => {
    privateKey ??= fetchKey(s3, signing).catch((error: unknown) => {
      privateKey = undefined;
      throw error;
    });
    return cloudCall(privateKey);
  };

  return {
    async for(host, now = Date.now()) {
      const pem = await readKey();
      const hour = Math.ceil(now / ADDRESSES.roundMs);
      if (remembered.hour !== hour || remembered.queries.size >= ADDRESSES.remembered) {
        remembered = { hour, queries: new Map() };
      }
      const { queries } = remembered;
      const expires = (hour * ADDRESSES.roundMs + ADDRESSES.validMs) / 1000;
      return (id, rendition) => {
        const scope = `https://${host}/${renditionPrefix(id)}*`;
        const query = queries.get(scope) ?? sign(scope, expires, pem, signing.keyPairId);
        queries.set(scope, query);
        return `${plain(id, rendition)}?${query}`;
      };
    },
  };
}

function sign(scope: string, expires: number, privateKey: string, keyPairId: string): string {
  const policy = JSON.stringify({
    Statement: [{ Resource: scope, Condition: { DateLessThan: { 'AWS:EpochTime': expires } } }],
  });
  const url = getSignedUrl({ url: scope, policy, privateKey, keyPairId });
  return url.slice(url.indexOf('?') + 1);
}

async function fetchKey(s3: S3Client, { bucket, key }: Signing): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? '';
}
