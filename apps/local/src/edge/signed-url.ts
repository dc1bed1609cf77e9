import { verify } from 'node:crypto';
import { fits } from './wildcards.ts';

export interface SignedUrl {
  /** `https://<host><path>`: addresses are signed for HTTPS, although this edge speaks HTTP. */
  readonly resource: string;
  readonly query: URLSearchParams;
}

/** Only the statement's known conditions count: one that is not checked here refuses. */
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
 * Whether one of the public keys has signed this URL, by a canned or a custom policy, and whether
 * the policy holds now.
 *
 * @param publicKeys in PEM, by their ids
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

/** The bytes that are signed. A canned policy is not in the URL: it follows from `Expires`. */
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

/** CloudFront's base64: `+`, `=` and `/` would need escapes in a query. */
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
