import { hostname } from 'node:os';
import { LONGEST_AUDIT_DAYS } from '@galeria/catalog';
import { kinds } from '@galeria/media';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { blockListOf } from './audit/proxies.ts';
import { ConfigError } from './errors.ts';

const GiB = 2 ** 30;
const HOUR_MS = 3_600_000;
const Text = Type.String({ minLength: 1 });

const Environment = Type.Object({
  AWS_REGION: Text,
  /** The name of the cell, recorded with each upload. */
  GALERIA_CELL: Type.String({ minLength: 1, default: hostname() }),
  GALERIA_ORIGINALS_BUCKET: Text,
  GALERIA_GALLERY_BUCKET: Text,
  GALERIA_TABLE: Text,
  /** JSON: the queue URL of every kind. */
  GALERIA_QUEUES: Text,
  /** The data folder, with the spool and the cached API keys. */
  GALERIA_DATA_DIR: Type.Optional(Text),
  /** The former name of GALERIA_DATA_DIR, which takes precedence. One of the two is required. */
  GALERIA_SPOOL_DIR: Type.Optional(Text),
  /** Trusted proxies that set X-Forwarded-For: networks (CIDR) or addresses, separated by commas. */
  GALERIA_PROXIES: Type.String({ default: '' }),
  /** The number of proxies in a row. */
  GALERIA_PROXY_HOPS: Type.Integer({ minimum: 1, maximum: 8, default: 1 }),
  GALERIA_HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  /** 0 selects a free port; the log line `listening` contains it. */
  GALERIA_PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
  /** Maximum file size of any kind, beside the limit of each kind. */
  GALERIA_MAX_FILE_BYTES: Type.Integer({ minimum: 1, default: 5 * GiB }),
  /** JSON: maximum file size by kind in bytes, in place of the kind's own limit. */
  GALERIA_KIND_MAX_BYTES: Type.String({ minLength: 1, default: '{}' }),
  GALERIA_MAX_FILES: Type.Integer({ minimum: 1, default: 100 }),
  /** Maximum size of the spool. */
  GALERIA_SPOOL_MAX_BYTES: Type.Integer({ minimum: 0, default: 50 * GiB }),
  GALERIA_SPOOL_MAX_FILES: Type.Integer({ minimum: 0, default: 100_000 }),
  /** Bytes that stay free on the spool's file system. */
  GALERIA_SPOOL_MIN_FREE_BYTES: Type.Integer({ minimum: 0, default: GiB }),
  /** For a private gallery: CloudFront's id of the public key, and the URL of the private key. */
  GALERIA_SIGNING_KEY_PAIR_ID: Type.Optional(Text),
  GALERIA_SIGNING_KEY: Type.Optional(Type.String({ pattern: '^s3://[^/]+/.+$' })),
  /** Maximum number of open connections; further ones are closed at once. */
  GALERIA_CONNECTIONS: Type.Integer({ minimum: 1, default: 1000 }),
  /** Time-out of a request's header. */
  GALERIA_HEADERS_MS: Type.Integer({ minimum: 1, default: 20_000 }),
  /** Time-out of an idle connection. */
  GALERIA_IDLE_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** Time-out of a whole request, at any rate. */
  GALERIA_REQUEST_MS: Type.Integer({ minimum: 1, default: 6 * HOUR_MS }),
  /** Minimum average rate of a request, after GALERIA_PACE_GRACE_MS. */
  GALERIA_MIN_BYTES_PER_SECOND: Type.Integer({ minimum: 0, default: 1024 }),
  GALERIA_PACE_GRACE_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** How long a stop waits for requests in progress. */
  GALERIA_STOP_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** Time-out of one request to S3, which may carry a part of 64 MiB. */
  GALERIA_STORE_TIMEOUT_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** Time-out of one request to DynamoDB. */
  GALERIA_CATALOG_TIMEOUT_MS: Type.Integer({ minimum: 1, default: 5_000 }),
  /** How much of a client address is stored with uploads and in the audit. */
  GALERIA_AUDIT_ADDRESS: Type.Enum(['full', 'truncated', 'none'], { default: 'full' }),
  /** Retention of audit entries. */
  GALERIA_AUDIT_DAYS: Type.Integer({ minimum: 1, maximum: LONGEST_AUDIT_DAYS, default: 365 }),
  /** Whether deleting an item also deletes its file names from the audit. */
  GALERIA_AUDIT_FORGETS_NAMES: Type.Boolean({ default: false }),
  GALERIA_LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
  }),
});

const Queues = Type.Record(Type.String(), Type.String({ minLength: 1 }));
const KindMaxBytes = Type.Record(Type.String(), Type.Integer({ minimum: 1 }));

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment at start.
 *
 * @throws ConfigError `environment`, with a detail that names each invalid variable
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const known: Record<string, unknown> = {};
  for (const name of Object.keys(Environment.properties)) {
    // Shells and unit files may leave a variable empty: this counts as unset.
    if (environment[name]) known[name] = environment[name];
  }
  const values = Value.Convert(Environment, Value.Default(Environment, known));
  if (!Value.Check(Environment, values)) {
    const errors = Value.Errors(Environment, values).map(({ instancePath, params, message }) => {
      const missing = 'requiredProperties' in params ? params.requiredProperties.join(', ') : '';
      return `${instancePath.slice(1) || missing} ${missing ? 'must be set' : message}`;
    });
    throw new ConfigError('environment', { detail: errors.join('; ') });
  }
  return fromEnvironment(values);
}

const fromEnvironment = (values: Static<typeof Environment>) => ({
  region: values.AWS_REGION,
  cell: values.GALERIA_CELL,
  originalsBucket: values.GALERIA_ORIGINALS_BUCKET,
  galleryBucket: values.GALERIA_GALLERY_BUCKET,
  table: values.GALERIA_TABLE,
  queues: readQueues(values),
  dataDir: readDataDir(values),
  proxies: { networks: readProxies(values), hops: values.GALERIA_PROXY_HOPS },
  host: values.GALERIA_HOST,
  port: values.GALERIA_PORT,
  maxFileBytes: values.GALERIA_MAX_FILE_BYTES,
  kindMaxBytes: readMap('GALERIA_KIND_MAX_BYTES', values, KindMaxBytes),
  maxFiles: values.GALERIA_MAX_FILES,
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
  addressPrecision: values.GALERIA_AUDIT_ADDRESS,
  audit: {
    days: values.GALERIA_AUDIT_DAYS,
    forgetsNames: values.GALERIA_AUDIT_FORGETS_NAMES,
  },
  logLevel: values.GALERIA_LOG_LEVEL,
});

function readDataDir({ GALERIA_DATA_DIR, GALERIA_SPOOL_DIR }: Static<typeof Environment>): string {
  const dataDir = GALERIA_DATA_DIR ?? GALERIA_SPOOL_DIR;
  if (dataDir === undefined) {
    throw new ConfigError('environment', { detail: 'GALERIA_DATA_DIR must be set' });
  }
  return dataDir;
}

function readSigning(values: Static<typeof Environment>) {
  const { GALERIA_SIGNING_KEY_PAIR_ID: keyPairId, GALERIA_SIGNING_KEY: url } = values;
  if (keyPairId === undefined || url === undefined) return undefined;
  const { host: bucket, pathname } = new URL(url);
  return { keyPairId, bucket, key: pathname.slice(1) };
}

function readProxies({ GALERIA_PROXIES: list }: Static<typeof Environment>): string[] {
  const networks = list.split(',').filter(Boolean);
  try {
    blockListOf(networks);
  } catch (cause) {
    const detail = `GALERIA_PROXIES must be networks such as 10.0.0.0/16, separated by commas: ${list}`;
    throw new ConfigError('environment', { detail, cause });
  }
  return networks;
}

function readQueues(values: Static<typeof Environment>) {
  const queues = readMap('GALERIA_QUEUES', values, Queues);
  const missing = kinds.filter(({ name }) => queues[name] === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new ConfigError('environment', { detail: `GALERIA_QUEUES has no queue for ${names}` });
  }
  return queues;
}

/** Reads a variable with a JSON object that has kinds as keys. */
function readMap<Schema extends TSchema>(
  name: 'GALERIA_QUEUES' | 'GALERIA_KIND_MAX_BYTES',
  values: Static<typeof Environment>,
  schema: Schema,
): Static<Schema> {
  let map: unknown;
  try {
    map = JSON.parse(values[name]);
  } catch (cause) {
    throw new ConfigError('environment', { detail: `${name} must be JSON`, cause });
  }
  if (!Value.Check(schema, map)) {
    throw new ConfigError('environment', {
      detail: `${name} must be a JSON object with the kinds as keys`,
    });
  }
  return map;
}
