import { hostname } from 'node:os';
import { BIN_DAYS, LONGEST_AUDIT_DAYS, LONGEST_BIN_DAYS } from '@galeria/catalog';
import { EnvironmentError, invalidVariable, readEnvironment } from '@galeria/config';
import { kinds } from '@galeria/media';
import { type Static, Type } from 'typebox';
import { blockListOf } from './audit/proxies.ts';
import { parseOrigins } from './http/cors.ts';
import { UNFINISHED_UPLOADS } from './limits.ts';

const GiB = 2 ** 30;
const HOUR_MS = 3_600_000;

const text = (description: string) => Type.String({ minLength: 1, description });
const count = (description: string, { default: value, minimum = 1, ...more }: CountOptions) =>
  Type.Integer({ minimum, ...more, default: value, description });
interface CountOptions {
  readonly default: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const Queues = Type.Unsafe<Record<string, string>>(
  Type.Object(Object.fromEntries(kinds.map(({ name }) => [name, Type.String({ minLength: 1 })])), {
    description: 'JSON: the queue URL of every kind',
  }),
);
const KindMaxBytes = Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
  default: {},
  description: 'JSON: maximum file size by kind in bytes, in place of the limit of the kind',
});

const Environment = Type.Object({
  AWS_REGION: text('the AWS region'),
  GALERIA_CELL: Type.String({
    minLength: 1,
    default: hostname(),
    description: 'the name of the cell, recorded with each upload',
  }),
  GALERIA_ORIGINALS_BUCKET: text('the bucket of the originals'),
  GALERIA_GALLERY_BUCKET: text('the bucket of the renditions'),
  GALERIA_TABLE: text('the DynamoDB table of the catalog'),
  GALERIA_QUEUES: Queues,
  GALERIA_ERASURES: text('the queue URL of the function that deletes objects'),
  GALERIA_DATA_DIR: Type.Optional(text('the data folder, with the spool and the cached API keys')),
  GALERIA_SPOOL_DIR: Type.Optional(
    text('the former name of GALERIA_DATA_DIR, used if that is unset'),
  ),
  GALERIA_PROXIES: Type.String({
    default: '',
    description:
      'trusted proxies that set X-Forwarded-For: networks (CIDR) or addresses, by commas',
  }),
  GALERIA_CORS_ORIGINS: Type.String({
    default: '',
    description: 'origins whose pages may call the API, such as https://example.org, by commas',
  }),
  GALERIA_PROXY_HOPS: count('the number of proxies in a row', { default: 1, maximum: 8 }),
  GALERIA_HOST: Type.String({
    minLength: 1,
    default: '127.0.0.1',
    description: 'the address to listen on',
  }),
  GALERIA_PORT: count('the port; 0 selects a free one, which the log line `listening` contains', {
    default: 8080,
    minimum: 0,
    maximum: 65_535,
  }),
  GALERIA_MAX_FILE_BYTES: count('maximum file size of any kind, in bytes', { default: 5 * GiB }),
  GALERIA_KIND_MAX_BYTES: KindMaxBytes,
  GALERIA_MAX_FILES: count('maximum number of files per request', { default: 100 }),
  GALERIA_TUS_EXPIRES_MS: count(
    'time without a change after which an unfinished resumable upload is deleted',
    { default: 24 * HOUR_MS },
  ),
  GALERIA_TUS_MAX_UPLOADS: count('maximum number of unfinished resumable uploads', {
    default: UNFINISHED_UPLOADS,
    minimum: 0,
  }),
  GALERIA_SPOOL_MAX_BYTES: count('maximum size of the spool', { default: 50 * GiB, minimum: 0 }),
  GALERIA_SPOOL_MAX_FILES: count('maximum number of files in the spool', {
    default: 100_000,
    minimum: 0,
  }),
  GALERIA_SPOOL_MIN_FREE_BYTES: count("bytes that stay free on the spool's file system", {
    default: GiB,
    minimum: 0,
  }),
  GALERIA_SIGNING_KEY_PAIR_ID: Type.Optional(
    text("for a private gallery: CloudFront's id of the public key"),
  ),
  GALERIA_SIGNING_KEY: Type.Optional(
    Type.String({
      pattern: '^s3://[^/]+/.+$',
      description: 'for a private gallery: the private key, as s3://bucket/key',
    }),
  ),
  GALERIA_CONNECTIONS: count('maximum number of open connections; further ones are closed', {
    default: 1000,
  }),
  GALERIA_HEADERS_MS: count("time-out of a request's header", { default: 20_000 }),
  GALERIA_IDLE_MS: count('time-out of an idle connection', { default: 60_000 }),
  GALERIA_REQUEST_MS: count('time-out of a whole request', { default: 6 * HOUR_MS }),
  GALERIA_MIN_BYTES_PER_SECOND: count(
    'minimum average rate of a request, after GALERIA_PACE_GRACE_MS',
    { default: 1024, minimum: 0 },
  ),
  GALERIA_PACE_GRACE_MS: count('time before the rate of a request is checked', { default: 60_000 }),
  GALERIA_STOP_MS: count('how long a stop waits for requests in progress', { default: 60_000 }),
  GALERIA_STORE_TIMEOUT_MS: count('time-out of one request to S3, with a part of up to 64 MiB', {
    default: 60_000,
  }),
  GALERIA_CATALOG_TIMEOUT_MS: count('time-out of one request to DynamoDB', { default: 5_000 }),
  GALERIA_ERASURE_TIMEOUT_MS: count(
    'time-out of a deletion: longer than a cold start of the function that erases',
    { default: 30_000 },
  ),
  GALERIA_AUDIT_ADDRESS: Type.Enum(['full', 'truncated', 'none'], {
    default: 'full',
    description: 'how much of a client address is stored: full, truncated or none',
  }),
  GALERIA_AUDIT_DAYS: count('retention of audit entries, in days', {
    default: 365,
    maximum: LONGEST_AUDIT_DAYS,
  }),
  GALERIA_AUDIT_FORGETS_NAMES: Type.Boolean({
    default: false,
    description: 'whether deleting an item also deletes its file names from the audit',
  }),
  GALERIA_BIN_DAYS: count('days that deleted items stay in the bin; 0 deletes at once', {
    default: BIN_DAYS,
    minimum: 0,
    maximum: LONGEST_BIN_DAYS,
  }),
  GALERIA_LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
    description: 'trace, debug, info, warn, error, fatal or silent',
  }),
});
type Variables = Static<typeof Environment>;

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment at start.
 *
 * @throws EnvironmentError
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const values = readEnvironment(Environment, environment);
  return {
    region: values.AWS_REGION,
    cell: values.GALERIA_CELL,
    originalsBucket: values.GALERIA_ORIGINALS_BUCKET,
    galleryBucket: values.GALERIA_GALLERY_BUCKET,
    table: values.GALERIA_TABLE,
    queues: values.GALERIA_QUEUES,
    erasures: values.GALERIA_ERASURES,
    dataDir: readDataDir(values),
    proxies: { networks: readProxies(values), hops: values.GALERIA_PROXY_HOPS },
    corsOrigins: readOrigins(values),
    host: values.GALERIA_HOST,
    port: values.GALERIA_PORT,
    maxFileBytes: values.GALERIA_MAX_FILE_BYTES,
    kindMaxBytes: values.GALERIA_KIND_MAX_BYTES,
    maxFiles: values.GALERIA_MAX_FILES,
    tusExpiresMs: values.GALERIA_TUS_EXPIRES_MS,
    maxUnfinished: values.GALERIA_TUS_MAX_UPLOADS,
    spoolMaxBytes: values.GALERIA_SPOOL_MAX_BYTES,
    spoolMaxFiles: values.GALERIA_SPOOL_MAX_FILES,
    spoolMinFreeBytes: values.GALERIA_SPOOL_MIN_FREE_BYTES,
    signing: readSigning(values),
    connections: values.GALERIA_CONNECTIONS,
    headersMs: values.GALERIA_HEADERS_MS,
    idleMs: values.GALERIA_IDLE_MS,
    requestMs: values.GALERIA_REQUEST_MS,
    minimumRate: {
      graceMs: values.GALERIA_PACE_GRACE_MS,
      bytesPerSecond: values.GALERIA_MIN_BYTES_PER_SECOND,
    },
    stopMs: values.GALERIA_STOP_MS,
    storeTimeoutMs: values.GALERIA_STORE_TIMEOUT_MS,
    catalogTimeoutMs: values.GALERIA_CATALOG_TIMEOUT_MS,
    erasureTimeoutMs: values.GALERIA_ERASURE_TIMEOUT_MS,
    addressPrecision: values.GALERIA_AUDIT_ADDRESS,
    audit: {
      days: values.GALERIA_AUDIT_DAYS,
      forgetsNames: values.GALERIA_AUDIT_FORGETS_NAMES,
    },
    binDays: values.GALERIA_BIN_DAYS,
    logLevel: values.GALERIA_LOG_LEVEL,
  };
}

function readDataDir({ GALERIA_DATA_DIR, GALERIA_SPOOL_DIR }: Variables): string {
  const dataDir = GALERIA_DATA_DIR ?? GALERIA_SPOOL_DIR;
  if (dataDir === undefined) {
    throw new EnvironmentError('invalid', { detail: 'GALERIA_DATA_DIR must be set' });
  }
  return dataDir;
}

function readSigning(values: Variables) {
  const { GALERIA_SIGNING_KEY_PAIR_ID: keyPairId, GALERIA_SIGNING_KEY: url } = values;
  if (keyPairId === undefined || url === undefined) return undefined;
  const { host: bucket, pathname } = new URL(url);
  return { keyPairId, bucket, key: pathname.slice(1) };
}

function readProxies({ GALERIA_PROXIES: list }: Variables): string[] {
  const networks = list.split(',').filter(Boolean);
  try {
    blockListOf(networks);
  } catch (cause) {
    const requirement = 'networks such as 10.0.0.0/16, separated by commas';
    throw invalidVariable('GALERIA_PROXIES', requirement, list, cause);
  }
  return networks;
}

function readOrigins({ GALERIA_CORS_ORIGINS: list }: Variables): string[] {
  try {
    return parseOrigins(list);
  } catch (cause) {
    const requirement = 'origins such as https://example.org, separated by commas';
    throw invalidVariable('GALERIA_CORS_ORIGINS', requirement, list, cause);
  }
}
