import type { Writable } from 'node:stream';

type Fields = Readonly<Record<string, unknown>>;

/** Writes JSON lines: `time`, `level`, `message`, then the fields. */
export interface Log {
  readonly info: (message: string, fields?: Fields) => void;
  readonly warn: (message: string, fields?: Fields) => void;
  readonly error: (message: string, fields?: Fields) => void;
  /** Returns a log that adds these fields to every line. */
  readonly with: (fields: Fields) => Log;
}

export function createLog(output: Writable = process.stdout, common: Fields = {}): Log {
  const at =
    (level: string) =>
    (message: string, fields: Fields = {}) => {
      const line = { time: new Date().toISOString(), level, message, ...common, ...fields };
      output.write(`${JSON.stringify(line, readable)}\n`);
    };
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createLog(output, { ...common, ...fields }),
  };
}

/** The fields of an error are not enumerable, so JSON would omit them. */
function readable(_key: string, value: unknown): unknown {
  if (!Error.isError(value)) return value;
  const { name, message, stack, cause } = value;
  const { code } = value as { code?: unknown };
  return { name, code, message, stack, cause };
}
