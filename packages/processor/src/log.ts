import type { Writable } from 'node:stream';
import { format } from 'node:util';

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

/** Creates the log of a function, whose libraries print to the console. */
export function createFunctionLog(): Log {
  const log = createLog();
  captureConsole(log);
  return log;
}

const MAX_CAUSES = 5;

/** Returns the messages of an error's causes, outermost first. */
export function causesOf({ cause }: Error): string[] {
  const messages: string[] = [];
  for (let each = cause; Error.isError(each) && messages.length < MAX_CAUSES; each = each.cause) {
    messages.push(each.message);
  }
  return messages;
}

/** Writes what libraries print to the console, such as warnings of the AWS SDK, as lines of the log. */
export function captureConsole(log: Log, target: Console = console): void {
  target.debug = target.log = target.info = (...values) => log.info(format(...values));
  target.warn = (...values) => log.warn(format(...values));
  target.error = (...values) => log.error(format(...values));
}
