import { readEnvironment } from '@galeria/config';
import { Type } from 'typebox';

const Environment = Type.Object({
  GALERIA_TABLE: Type.String({ description: 'the DynamoDB table of the catalog' }),
  AWS_REGION: Type.String({ description: 'the AWS region' }),
});

/** The configuration of the dead-letter function. */
export interface Config {
  readonly table: string;
  readonly region: string;
}

/** @throws EnvironmentError: the function then fails at init. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { GALERIA_TABLE: table, AWS_REGION: region } = readEnvironment(Environment, env);
  return { table, region };
}
