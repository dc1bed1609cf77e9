import { errorTable, type KindDescriptor, kindByName } from '@galeria/media';

const table = {
  'missing-setting': { title: 'A required environment variable is not set' },
  'unknown-kind': { title: 'GALERIA_KIND is not a known kind of media' },
  'other-kind': { title: 'GALERIA_KIND is not the kind of this bundle' },
} as const;

export class ConfigError extends errorTable('ConfigError', table) {}

/** The settings of a processor; endpoints reach the SDK by its own environment variables. */
export interface Config {
  readonly kind: KindDescriptor;
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
  /** The queue that this function consumes. */
  readonly queueUrl: string;
  readonly region: string;
}

/** @throws ConfigError for a missing or invalid setting: the function then fails at init. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const setting = (name: string): string => {
    const value = env[name]?.trim();
    if (!value) throw new ConfigError('missing-setting', { detail: `${name} must be set` });
    return value;
  };
  const kind = kindByName(setting('GALERIA_KIND'));
  if (!kind) throw new ConfigError('unknown-kind', { detail: env.GALERIA_KIND ?? '' });
  return {
    kind,
    table: setting('GALERIA_TABLE'),
    originalsBucket: setting('GALERIA_ORIGINALS_BUCKET'),
    galleryBucket: setting('GALERIA_GALLERY_BUCKET'),
    queueUrl: setting('GALERIA_QUEUE_URL'),
    region: setting('AWS_REGION'),
  };
}
