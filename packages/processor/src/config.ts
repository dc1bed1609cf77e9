import { errorTable, type KindDescriptor, kindByName } from '@galeria/media';

const table = {
  'missing-setting': { title: 'A setting is missing from the environment' },
  'unknown-kind': { title: 'GALERIA_KIND names no kind of media' },
  'other-kind': { title: 'GALERIA_KIND names another kind than the one that was bundled' },
} as const;

export class ConfigError extends errorTable('ConfigError', table) {}

/** What a processor is told by its environment; endpoints reach the SDK by its own variables. */
export interface Config {
  readonly kind: KindDescriptor;
  readonly table: string;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
  /** The queue that feeds this function. */
  readonly queueUrl: string;
  readonly region: string;
}

/** @throws ConfigError where a setting is missing or wrong: the function then fails at init. */
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
