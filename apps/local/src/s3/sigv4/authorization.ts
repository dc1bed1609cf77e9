import { algorithm, type Scope } from '../../sigv4/canonical.ts';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../http/request.ts';
import { limits } from '../limits.ts';

/** The parsed signature parameters of a request. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261121T222500Z` */
  readonly date: string;
  /** Presigned URLs only: the validity in seconds from `date`. */
  readonly expiresSeconds?: number;
}

type Fault = 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError';

function parseCredential(text: string, fault: Fault): { accessKeyId: string; scope: Scope } {
  const parts = text.split('/');
  const [service, terminator] = parts.slice(-2);
  const [day, region] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (parts.length < 5 || service === undefined || terminator !== 'aws4_request') {
    throw new S3Error(fault, { detail: 'the credential must be key/date/region/s3/aws4_request' });
  }
  return { accessKeyId, scope: { day: day ?? '', region: region ?? '', service } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html */
function fromHeader(request: S3Request, header: string): Authorization {
  const fault = 'AuthorizationHeaderMalformed';
  if (!header.startsWith(`${algorithm} `)) {
    throw new S3Error('InvalidRequest', { detail: `Please use ${algorithm}` });
  }
  const fields = new Map(
    header
      .slice(algorithm.length)
      .split(',')
      .map((field) => {
        const [name = '', ...rest] = field.trim().split('=');
        return [name, rest.join('=')] as const;
      }),
  );
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map(
    (name) => fields.get(name),
  );
  const date = request.headers.get('x-amz-date');
  if (!credential || !signedHeaders || !signature) throw new S3Error(fault);
  if (date === undefined) throw new S3Error('AccessDenied', { detail: 'x-amz-date is missing' });
  return {
    ...parseCredential(credential, fault),
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function fromQuery({ query }: S3Request): Authorization {
  const fault = 'AuthorizationQueryParametersError';
  const names = ['Algorithm', 'Credential', 'SignedHeaders', 'Signature', 'Date', 'Expires'];
  const [used, credential, signedHeaders, signature, date, expires] = names.map((name) =>
    query.get(`X-Amz-${name}`),
  );
  if (used !== algorithm || !credential || !signedHeaders || !signature || !date || !expires) {
    throw new S3Error(fault, { detail: `X-Amz-${names.join(', X-Amz-')} are required` });
  }
  const expiresSeconds = Number(expires);
  if (!/^\d+$/.test(expires) || expiresSeconds < 1 || expiresSeconds > limits.presignedSeconds) {
    throw new S3Error(fault, {
      detail: `X-Amz-Expires must be from 1 to ${limits.presignedSeconds} seconds`,
    });
  }
  return {
    ...parseCredential(credential, fault),
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
    expiresSeconds,
  };
}

/** Parses the Authorization header or the presigned query. Anonymous requests are refused. */
export function parseAuthorization(request: S3Request): Authorization {
  const header = request.headers.get('authorization');
  const presigned = request.query.has('X-Amz-Signature') || request.query.has('X-Amz-Algorithm');
  if (header !== undefined && presigned) {
    throw new S3Error('InvalidArgument', {
      detail: 'Only one auth mechanism allowed; the header or the query parameters',
    });
  }
  if (header !== undefined) return fromHeader(request, header);
  if (presigned) return fromQuery(request);
  throw new S3Error('AccessDenied');
}
