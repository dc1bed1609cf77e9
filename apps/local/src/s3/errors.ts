import { type ErrorDetails, errorTable } from '@galeria/media/errors';

/**
 * The S3 error codes that this server returns.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
 */
const table = {
  AccessDenied: { status: 403, title: 'Access Denied' },
  AuthorizationHeaderMalformed: {
    status: 400,
    title: 'The authorization header that you provided is not valid.',
  },
  AuthorizationQueryParametersError: {
    status: 400,
    title: 'The authorization query parameters that you provided are not valid.',
  },
  BadDigest: {
    status: 400,
    title: 'The Content-MD5 or checksum value that you specified did not match what was received.',
  },
  BucketAlreadyOwnedByYou: {
    status: 409,
    title: 'The bucket that you tried to create already exists, and you own it.',
  },
  ConditionalRequestConflict: {
    status: 409,
    title: 'A conflicting operation occurred during the conditional write.',
  },
  EntityTooLarge: {
    status: 400,
    title: 'Your proposed upload exceeds the maximum allowed object size.',
  },
  EntityTooSmall: {
    status: 400,
    title: 'Your proposed upload is smaller than the minimum allowed object size.',
  },
  IllegalVersioningConfigurationException: {
    status: 400,
    title: 'The versioning configuration specified in the request is not valid.',
  },
  IncompleteBody: {
    status: 400,
    title:
      'You did not provide the number of bytes specified by the Content-Length or framing headers.',
  },
  InternalError: { status: 500, title: 'An internal error occurred. Try again.' },
  InvalidAccessKeyId: {
    status: 403,
    title: 'The access key ID that you provided does not exist in our records.',
  },
  InvalidArgument: { status: 400, title: 'Invalid Argument' },
  InvalidBucketName: { status: 400, title: 'The specified bucket is not valid.' },
  InvalidDigest: { status: 400, title: 'The Content-MD5 that you specified is not valid.' },
  InvalidLocationConstraint: {
    status: 400,
    title: 'The specified location constraint is not valid.',
  },
  InvalidPart: {
    status: 400,
    title: 'One or more of the specified parts could not be found, or its entity tag differs.',
  },
  InvalidPartOrder: { status: 400, title: 'The list of parts was not in ascending order.' },
  InvalidRange: { status: 416, title: 'The requested range is not satisfiable.' },
  InvalidRequest: { status: 400, title: 'Invalid Request' },
  InvalidToken: { status: 400, title: 'The provided token is malformed or otherwise not valid.' },
  InvalidURI: { status: 400, title: 'The specified URI could not be parsed.' },
  KeyTooLongError: { status: 400, title: 'Your key is too long.' },
  MalformedXML: {
    status: 400,
    title: 'The XML that you provided was not well formed or did not validate.',
  },
  MetadataTooLarge: {
    status: 400,
    title: 'Your metadata headers exceed the maximum allowed metadata size.',
  },
  MethodNotAllowed: {
    status: 405,
    title: 'The specified method is not allowed against this resource.',
  },
  MissingContentLength: {
    status: 411,
    title: 'You must provide the Content-Length HTTP header.',
  },
  NoSuchBucket: { status: 404, title: 'The specified bucket does not exist.' },
  NoSuchKey: { status: 404, title: 'The specified key does not exist.' },
  NoSuchUpload: {
    status: 404,
    title: 'The specified multipart upload does not exist. It may have been aborted or completed.',
  },
  NoSuchVersion: { status: 404, title: 'The specified version does not exist.' },
  NotImplemented: {
    status: 501,
    title: 'A part of the request implies functionality that is not implemented.',
  },
  NotModified: { status: 304, title: 'Not Modified' },
  PreconditionFailed: {
    status: 412,
    title: 'At least one of the preconditions that you specified did not hold.',
  },
  RequestTimeTooSkewed: {
    status: 403,
    title: 'The difference between the request time and the current time is too large.',
  },
  SignatureDoesNotMatch: {
    status: 403,
    title: 'The request signature that we calculated does not match the one that you provided.',
  },
  XAmzContentSHA256Mismatch: {
    status: 400,
    title: 'The provided x-amz-content-sha256 header does not match what was computed.',
  },
} as const;

export type S3Code = keyof typeof table;

interface S3ErrorDetails extends ErrorDetails {
  /** Additional elements of the error document, such as `ActualObjectSize`. */
  readonly fields?: Readonly<Record<string, string | number>>;
  /** Additional response headers, such as `x-amz-delete-marker`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error response with S3's code and message. */
export class S3Error extends errorTable('S3Error', table) {
  readonly fields: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: S3Code, { fields = {}, headers = {}, ...details }: S3ErrorDetails = {}) {
    super(code, details);
    this.fields = fields;
    this.headers = headers;
  }
}
