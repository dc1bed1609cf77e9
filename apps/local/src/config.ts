import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalError } from './errors.ts';

/** The repository's folder. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Config {
  readonly root: string;
  /** All data of this machine's Galeria. */
  readonly home: string;
  /** The public port, on 127.0.0.1. */
  readonly port: number;
  /** Whose configuration is taken: `Pulumi.<stack>.yaml`. */
  readonly stack: string;
  /** How long a cell lets a request take, in milliseconds, where that is set. */
  readonly requestMs: number | undefined;
  /** What the cells inherit of this process's environment. */
  readonly inherited: Readonly<Record<string, string>>;
}

/** Reads the environment, once. @throws LocalError `bad-setting` */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const { PORT = '8080', GALERIA_HOME = '.galeria', GALERIA_STACK = 'dev' } = environment;
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LocalError('bad-setting', {
      detail: `PORT is "${PORT}", not a port from 0 to 65535`,
    });
  }
  // Settings of the uploader that are not the program's to say, such as its limits.
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
    // The uploader refuses to start where this is no number.
    requestMs: Number(environment.GALERIA_REQUEST_MS) || undefined,
    inherited,
  };
}
