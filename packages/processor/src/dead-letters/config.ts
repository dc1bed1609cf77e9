import { ConfigError } from '../config.ts';

/** The settings of the function that consumes the dead-letter queues. */
export interface Config {
  readonly table: string;
  readonly region: string;
}

/** @throws ConfigError for a missing setting: the function then fails at init. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { GALERIA_TABLE: table, AWS_REGION: region } = env;
  if (!table || !region) {
    throw new ConfigError('missing-setting', {
      detail: 'GALERIA_TABLE and AWS_REGION must be set',
    });
  }
  return { table, region };
}
