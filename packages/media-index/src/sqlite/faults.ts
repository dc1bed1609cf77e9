import { defined } from '@galeria/media/defined';
import { IndexError } from '../errors.ts';
import type { ErrorData, Fault } from './messages.ts';

/** SQLITE_CORRUPT and SQLITE_NOTADB. Extended codes have the primary one in their lowest byte. */
const DAMAGED: readonly number[] = [11, 26];

/** An error as a message to another thread. */
export function faultOf(error: unknown): Fault {
  if (error instanceof IndexError) {
    const cause = error.cause === undefined ? undefined : dataOf(error.cause);
    return { code: error.code, detail: error.detail ?? '', ...defined({ cause }) };
  }
  const cause = dataOf(error);
  const isDamaged = cause.errcode !== undefined && DAMAGED.includes(cause.errcode & 0xff);
  return { code: isDamaged ? 'corrupt' : 'failed', detail: cause.message, cause };
}

export const errorOf = ({ code, detail, cause }: Fault): IndexError =>
  new IndexError(code, {
    ...(detail === '' ? {} : { detail }),
    ...(cause && { cause: causeOf(cause) }),
  });

/** Does not use `Error.isError`, which is false in Node 24 for errors from a worker thread. */
export function dataOf(error: unknown): ErrorData {
  const { name, message, stack, code, errcode } = (error ?? {}) as Partial<ErrorData>;
  return {
    name: name ?? 'Error',
    message: message ?? String(error),
    ...defined({ stack, code, errcode }),
  };
}

const causeOf = ({ message, ...fields }: ErrorData): Error =>
  Object.assign(new Error(message), fields);
