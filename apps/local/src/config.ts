import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalError } from './errors.ts';

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

/** Reads the environment. @throws LocalError `bad-setting` */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const { PORT = '8080', GALERIA_HOME = '.galeria', GALERIA_STACK = 'dev' } = environment;
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LocalError('bad-setting', {
      detail: `PORT is "${PORT}"; set it to a number from 0 to 65535`,
    });
  }
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
    home: resolve(root, GALERIA_HOME),
    port,
    stack: GALERIA_STACK,
    // The uploader refuses to start with an invalid value.
    requestMs: Number(environment.GALERIA_REQUEST_MS) || undefined,
    inherited,
  };
}
