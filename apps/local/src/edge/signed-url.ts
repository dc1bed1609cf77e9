import { verify } from 'node:crypto';
import { fits } from './wildcards.ts';

export interface SignedUrl {
  /** `https://<host><path>`. URLs are signed for HTTPS, although the local edge uses HTTP. */
  readonly resource: string;
  readonly query: URLSearchParams;
}

/** A statement of a policy. A condition that is not listed here makes the policy invalid. */
interface Statement {
  readonly Resource: string;
  readonly Condition: {
    readonly DateLessThan: Epoch;
    readonly DateGreaterThan?: Epoch;
  };
}

interface Epoch {
  /** Seconds. */
  readonly 'AWS:EpochTime': number;
}

/**
 * Returns whether the URL has a valid signature, by one of the public keys, of a canned or custom
 * policy that allows the request now.
 *
 * @param publicKeys public keys in PEM by id
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html
 */
export function isSigned(
  { resource, query }: SignedUrl,
  publicKeys: ReadonlyMap<string, string>,
  now = Date.now(),
): boolean {
  const publicKey = publicKeys.get(query.get('Key-Pair-Id') ?? '');
  const signature = query.get('Signature');
  const policy = policyOf(resource, query);
  if (!publicKey || !signature || !policy) return false;
  const algorithm = query.get('Hash-Algorithm') === 'SHA256' ? 'RSA-SHA256' : 'RSA-SHA1';
  if (!verify(algorithm, policy, publicKey, decode(signature))) return false;
  const statement = readStatement(policy);
  return statement !== undefined && holds(statement, resource, now);
}

/** Returns the signed bytes. A canned policy is not in the URL; it is derived from `Expires`. */
function policyOf(resource: string, query: URLSearchParams): Buffer | undefined {
  const custom = query.get('Policy');
  if (custom !== null) return decode(custom);
  const expires = query.get('Expires');
  if (expires === null || !/^\d{1,12}$/.test(expires)) return undefined;
  const condition = `{"DateLessThan":{"AWS:EpochTime":${Number(expires)}}}`;
  return Buffer.from(
    `{"Statement":[{"Resource":${JSON.stringify(resource)},"Condition":${condition}}]}`,
  );
}

/** Decodes CloudFront's base64, which replaces `+`, `=` and `/`, as a query would need escapes. */
const decode = (text: string): Buffer =>
  Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

function readStatement(policy: Buffer): Statement | undefined {
  try {
    const { Statement } = JSON.parse(policy.toString()) as { Statement: Statement[] };
    return Statement.length === 1 ? Statement[0] : undefined;
  } catch {
    return undefined;
  }
}

function holds({ Resource, Condition }: Statement, resource: string, now: number): boolean {
  const { DateLessThan, DateGreaterThan, ...others } = Condition;
  if (Object.keys(others).length > 0 || !fits(Resource, resource)) return false;
  const seconds = now / 1000;
  return (
    seconds < DateLessThan['AWS:EpochTime'] &&
    (DateGreaterThan === undefined || seconds > DateGreaterThan['AWS:EpochTime'])
  );
}
