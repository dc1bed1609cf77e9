import { hostname } from 'node:os';
import { kinds } from '@galeria/media';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ConfigError } from './errors.ts';

const GiB = 2 ** 30;
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
  GALERIA_HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  /** 0 takes any free port; the log line `listening` says which. */
  GALERIA_PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
  /** Beside each kind's own limit. */
  GALERIA_MAX_FILE_BYTES: Type.Integer({ minimum: 1, default: 5 * GiB }),
  GALERIA_MAX_FILES: Type.Integer({ minimum: 1, default: 100 }),
  /** What the spool may hold. */
  GALERIA_SPOOL_MAX_BYTES: Type.Integer({ minimum: 0, default: 50 * GiB }),
  GALERIA_SPOOL_MAX_FILES: Type.Integer({ minimum: 0, default: 100_000 }),
  /** What stays free on its file system. */
  GALERIA_SPOOL_MIN_FREE_BYTES: Type.Integer({ minimum: 0, default: GiB }),
  /** Where the gallery is private: CloudFront's id of the key pair, and the private key's place. */
  GALERIA_SIGNING_KEY_PAIR_ID: Type.Optional(Text),
  GALERIA_SIGNING_KEY: Type.Optional(Type.String({ pattern: '^s3://[^/]+/.+$' })),
  GALERIA_LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
  }),
});

const Queues = Type.Record(Type.String(), Type.String({ minLength: 1 }));

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
  queues: readQueues(values.GALERIA_QUEUES),
  dataDir: values.GALERIA_SPOOL_DIR,
  host: values.GALERIA_HOST,
  port: values.GALERIA_PORT,
  maxFileBytes: values.GALERIA_MAX_FILE_BYTES,
  maxFiles: values.GALERIA_MAX_FILES,
  spoolMaxBytes: values.GALERIA_SPOOL_MAX_BYTES,
  spoolMaxFiles: values.GALERIA_SPOOL_MAX_FILES,
  spoolMinFreeBytes: values.GALERIA_SPOOL_MIN_FREE_BYTES,
  signing: readSigning(values),
  logLevel: values.GALERIA_LOG_LEVEL,
});

function readSigning(values: Static<typeof Environment>) {
  const { GALERIA_SIGNING_KEY_PAIR_ID: keyPairId, GALERIA_SIGNING_KEY: place } = values;
  if (keyPairId === undefined || place === undefined) return undefined;
  const { host: bucket, pathname } = new URL(place);
  return { keyPairId, bucket, key: pathname.slice(1) };
}

function readQueues(json: string): Readonly<Record<string, string>> {
  let queues: unknown;
  try {
    queues = JSON.parse(json);
  } catch (cause) {
    throw new ConfigError('environment', { detail: 'GALERIA_QUEUES must be JSON', cause });
  }
  if (!Value.Check(Queues, queues)) {
    throw new ConfigError('environment', { detail: 'GALERIA_QUEUES must map kinds to queue URLs' });
  }
  const without = kinds.filter(({ name }) => queues[name] === undefined);
  if (without.length > 0) {
    const names = without.map(({ name }) => name).join(', ');
    throw new ConfigError('environment', { detail: `GALERIA_QUEUES has no queue for ${names}` });
  }
  return queues;
}
