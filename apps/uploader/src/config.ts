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
  /** Which cell this is: it is noted with each upload. */
  GALERIA_CELL: Type.String({ minLength: 1, default: hostname() }),
  GALERIA_ORIGINALS_BUCKET: Text,
  GALERIA_GALLERY_BUCKET: Text,
  GALERIA_TABLE: Text,
  /** JSON: a queue's URL for every kind. */
  GALERIA_QUEUES: Text,
  /** The data folder: the spool and the cached keys lie in it. */
  GALERIA_SPOOL_DIR: Text,
  /** The proxies from which X-Forwarded-For is believed: networks (CIDR) or addresses, by commas. */
  GALERIA_PROXIES: Type.String({ default: '' }),
  /** How many proxies stand in front, one behind the other. */
  GALERIA_PROXY_HOPS: Type.Integer({ minimum: 1, maximum: 8, default: 1 }),
  GALERIA_HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  /** 0 takes any free port; the log line `listening` says which. */
  GALERIA_PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
  /** Beside each kind's own limit. */
  GALERIA_MAX_FILE_BYTES: Type.Integer({ minimum: 1, default: 5 * GiB }),
  /** JSON: the largest file of a kind in bytes, where it is not to be the kind's own limit. */
  GALERIA_KIND_MAX_BYTES: Type.String({ minLength: 1, default: '{}' }),
  GALERIA_MAX_FILES: Type.Integer({ minimum: 1, default: 100 }),
  /** What the spool may hold. */
  GALERIA_SPOOL_MAX_BYTES: Type.Integer({ minimum: 0, default: 50 * GiB }),
  GALERIA_SPOOL_MAX_FILES: Type.Integer({ minimum: 0, default: 100_000 }),
  /** What stays free on its file system. */
  GALERIA_SPOOL_MIN_FREE_BYTES: Type.Integer({ minimum: 0, default: GiB }),
  /** Where the gallery is private: CloudFront's id of the key pair, and the private key's place. */
  GALERIA_SIGNING_KEY_PAIR_ID: Type.Optional(Text),
  GALERIA_SIGNING_KEY: Type.Optional(Type.String({ pattern: '^s3://[^/]+/.+$' })),
  /** How many connections are open at a time; further ones are closed at once. */
  GALERIA_CONNECTIONS: Type.Integer({ minimum: 1, default: 1000 }),
  /** How long a request's header may take. */
  GALERIA_HEADERS_MS: Type.Integer({ minimum: 1, default: 20_000 }),
  /** Silence on a connection after which it is closed. */
  GALERIA_IDLE_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** How long a whole request may take, at whatever pace. */
  GALERIA_REQUEST_MS: Type.Integer({ minimum: 1, default: 6 * HOUR_MS }),
  /** What a sender has to reach on average, from GALERIA_PACE_GRACE_MS on. */
  GALERIA_MIN_BYTES_PER_SECOND: Type.Integer({ minimum: 0, default: 1024 }),
  GALERIA_PACE_GRACE_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** How long a stop waits for what is being received. */
  GALERIA_STOP_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** What one request to S3 may take: a part of 64 MiB on a slow day. */
  GALERIA_STORE_TIMEOUT_MS: Type.Integer({ minimum: 1, default: 60_000 }),
  /** What one request to DynamoDB may take. */
  GALERIA_CATALOG_TIMEOUT_MS: Type.Integer({ minimum: 1, default: 5_000 }),
  /** How much of a sender's address is kept, with uploads and in the audit. */
  GALERIA_AUDIT_ADDRESS: Type.Enum(['full', 'truncated', 'none'], { default: 'full' }),
  /** How long an entry of the audit is kept. */
  GALERIA_AUDIT_DAYS: Type.Integer({ minimum: 1, maximum: LONGEST_AUDIT_DAYS, default: 365 }),
  /** Whether the deletion of an item takes its file names out of the audit. */
  GALERIA_AUDIT_FORGETS_NAMES: Type.Boolean({ default: false }),
  GALERIA_LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
  }),
});

const Queues = Type.Record(Type.String(), Type.String({ minLength: 1 }));
const KindMaxBytes = Type.Record(Type.String(), Type.Integer({ minimum: 1 }));

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment, once, at boot.
 *
 * @throws ConfigError `environment`, with a sentence that names each variable that is wrong.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const known: Record<string, unknown> = {};
  for (const name of Object.keys(Environment.properties)) {
    // An empty variable, as a shell or a unit file leaves it, counts as one that is not set.
    if (environment[name]) known[name] = environment[name];
  }
  const values = Value.Convert(Environment, Value.Default(Environment, known));
  if (!Value.Check(Environment, values)) {
    const faults = Value.Errors(Environment, values).map(({ instancePath, params, message }) => {
      const missing = 'requiredProperties' in params ? params.requiredProperties.join(', ') : '';
      return `${instancePath.slice(1) || missing} ${missing ? 'must be set' : message}`;
    });
    throw new ConfigError('environment', { detail: faults.join('; ') });
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
  dataDir: values.GALERIA_SPOOL_DIR,
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
  pace: {
    graceMs: values.GALERIA_PACE_GRACE_MS,
    minBytesPerSecond: values.GALERIA_MIN_BYTES_PER_SECOND,
  },
  stopMs: values.GALERIA_STOP_MS,
  storeTimeoutMs: values.GALERIA_STORE_TIMEOUT_MS,
  catalogTimeoutMs: values.GALERIA_CATALOG_TIMEOUT_MS,
  addressKept: values.GALERIA_AUDIT_ADDRESS,
  audit: {
    days: values.GALERIA_AUDIT_DAYS,
    forgetsNames: values.GALERIA_AUDIT_FORGETS_NAMES,
  },
  logLevel: values.GALERIA_LOG_LEVEL,
});

function readSigning(values: Static<typeof Environment>) {
  const { GALERIA_SIGNING_KEY_PAIR_ID: keyPairId, GALERIA_SIGNING_KEY: place } = values;
  if (keyPairId === undefined || place === undefined) return undefined;
  const { host: bucket, pathname } = new URL(place);
  return { keyPairId, bucket, key: pathname.slice(1) };
}

function readProxies({ GALERIA_PROXIES: list }: Static<typeof Environment>): string[] {
  const networks = list.split(',').filter(Boolean);
  try {
    blockListOf(networks);
  } catch (cause) {
    const detail = `GALERIA_PROXIES must be networks such as 10.0.0.0/16: ${list}`;
    throw new ConfigError('environment', { detail, cause });
  }
  return networks;
}

function readQueues(values: Static<typeof Environment>) {
  const queues = readMap('GALERIA_QUEUES', values, Queues);
  const without = kinds.filter(({ name }) => queues[name] === undefined);
  if (without.length > 0) {
    const names = without.map(({ name }) => name).join(', ');
    throw new ConfigError('environment', { detail: `GALERIA_QUEUES has no queue for ${names}` });
  }
  return queues;
}

/** Reads a variable that is a JSON object with an entry for each kind. */
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
    throw new ConfigError('environment', { detail: `${name} must map kinds to what they have` });
  }
  return map;
}
