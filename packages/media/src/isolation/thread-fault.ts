import { MediaError } from '../failures.ts';

/** The codes of a thread, or an allocation in one, that ran out of memory. */
const OUT_OF_MEMORY: readonly unknown[] = [
  'ERR_WORKER_OUT_OF_MEMORY',
  'ERR_MEMORY_ALLOCATION_FAILED',
];

/**
 * Converts what an `error` event of a worker thread carries, which is no error by `Error.isError` in
 * Node 24 and has lost its class: a trap of WebAssembly or lack of memory is a fault of the file,
 * another error, such as that of a disk, is not.
 *
 * @param decoder the name of the library that runs in the thread
 */
export function threadFault(thrown: unknown, decoder: string): Error {
  const { name, message = String(thrown), code } = (thrown ?? {}) as Partial<NodeJS.ErrnoException>;
  const cause = Object.assign(new Error(message), { name, code });
  if (name === 'RuntimeError') return new MediaError('corrupt', { detail: decoder, cause });
  const isOutOfMemory = name === 'RangeError' || OUT_OF_MEMORY.includes(code);
  return isOutOfMemory ? new MediaError('too-much-memory', { detail: decoder, cause }) : cause;
}
