import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '@galeria/config';
import { Type } from 'typebox';

const Environment = Type.Object({
  GALERIA_HOME: Type.String({ default: '.galeria', description: 'the data folder' }),
  GALERIA_KEY: Type.Optional(Type.String({ description: 'the API key for uploads' })),
  XDG_STATE_HOME: Type.String({
    default: join(homedir(), '.local/state'),
    description: 'the folder for state files',
  }),
});

const settings = readEnvironment(Environment, process.env);

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The data folder of the local stack, the same one that `npm start` uses. */
export const home = resolve(root, settings.GALERIA_HOME);

/** The folder for what `upload` remembers between runs. */
export const stateFolder = resolve(settings.XDG_STATE_HOME, 'galeria');

/** The API key, if it is not an option of the command. */
export const apiKey = settings.GALERIA_KEY;

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
