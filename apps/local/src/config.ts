import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '@galeria/config';
import { Type } from 'typebox';

const Environment = Type.Object({
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 8080,
    description: 'a port from 0 to 65535',
  }),
  GALERIA_HOME: Type.String({ default: '.galeria', description: 'the data folder' }),
  GALERIA_STACK: Type.String({ default: 'dev', description: 'a stack with a Pulumi.<stack>.yaml' }),
  GALERIA_REQUEST_MS: Type.Optional(
    Type.Integer({ minimum: 1, description: 'time-out of a request to a cell, in milliseconds' }),
  ),
});

/** The repository's folder. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Config {
  readonly root: string;
  /** The data folder. */
  readonly home: string;
  /** The public port, on 127.0.0.1. */
  readonly port: number;
  /** The stack whose configuration is used: `Pulumi.<stack>.yaml`. */
  readonly stack: string;
  /** The cells' request time-out in milliseconds, if set. */
  readonly requestMs: number | undefined;
  /** The environment variables that the cells inherit. */
  readonly inherited: Readonly<Record<string, string>>;
}

/** Reads the environment. @throws EnvironmentError */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const values = readEnvironment(Environment, environment);
  // Settings of the uploader that the program does not set, such as limits.
  const inherited = Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        (/^GALERIA_(?!HOME$|STACK$)/.test(entry[0]) || entry[0] === 'PATH'),
    ),
  );
  return {
    root,
    home: resolve(root, values.GALERIA_HOME),
    port: values.PORT,
    stack: values.GALERIA_STACK,
    requestMs: values.GALERIA_REQUEST_MS,
    inherited,
  };
}
