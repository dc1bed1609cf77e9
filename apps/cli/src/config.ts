import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '@galeria/config';
import { Type } from 'typebox';

const Environment = Type.Object({
  GALERIA_HOME: Type.String({ default: '.galeria', description: 'the data folder' }),
});

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The data folder of the local stack, the same one that `npm start` uses. */
export const home = resolve(root, readEnvironment(Environment, process.env).GALERIA_HOME);

/** The Pulumi CLI in the version that matches the program's SDK. */
export const pulumi: readonly [string, ...string[]] = [
  'npm',
  '--prefix',
  join(root, 'infra'),
  'run',
  '--silent',
  'pulumi',
  '--',
];

/** Sets the environment variables that the AWS SDK reads. */
export const setEnvironment = (settings: Readonly<Record<string, string>>): void =>
  void Object.assign(process.env, settings);
