import { ConfigError } from '../config.ts';

/** What the function that takes the dead letters is told by its environment. */
export interface Config {
  readonly table: string;
  readonly region: string;
}

/** @throws ConfigError where a setting is missing: the function then fails at init. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { GALERIA_TABLE: table, AWS_REGION: region } = env;
  if (!table || !region) {
    throw new ConfigError('missing-setting', {
      detail: 'GALERIA_TABLE and AWS_REGION must be set',
    });
  }
  return { table, region };
}
