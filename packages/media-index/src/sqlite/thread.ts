import { Worker } from 'node:worker_threads';
import { defined } from '@galeria/media/defined';
import { IndexError } from '../errors.ts';
import { READ_MS, WAITING_CALLS } from '../limits.ts';
import { dataOf, errorOf } from './faults.ts';
import type { Answer, ErrorData, Role, ThreadData } from './messages.ts';
import type { Arguments, Method, Result } from './methods.ts';

export interface Thread {
  call<Name extends Method>(method: Name, ...args: Arguments<Name>): Promise<Result<Name>>;
  /** Lets the thread finish its calls and close the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: IndexError) => void;
  readonly deadline: NodeJS.Timeout | undefined;
}

/**
 * Starts a thread on the index file.
 *
 * @param onEnd called if the thread ends by itself after it has started
 * @throws IndexError `corrupt`, `failed`
 */
export async function startThread(data: ThreadData, onEnd: () => void): Promise<Thread> {
  // Modules that the program preloads, such as those that use its stdin, are not for threads.
  const worker = new Worker(threadFile(), { workerData: data, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let hasStarted = false;
  let isClosing = false;

  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', (answer: Answer) => {
    settle(waiting, answer);
    // A thread without work does not keep the process alive.
    if (waiting.size === 0 && !isClosing) worker.unref();
  });
  let cause: ErrorData | undefined;
  // The exit follows, and rejects the calls.
  worker.on('error', (error) => {
    cause = dataOf(error);
  });
  void ended.then(() => {
    for (const call of [...waiting.keys()]) {
      const detail = `the thread of ${data.role} has ended`;
      const code = isClosing ? 'closed' : 'failed';
      settle(waiting, { call, fault: { code, detail, ...defined({ cause }) } });
    }
    if (hasStarted && !isClosing) onEnd();
  });

  await new Promise<void>((resolve, reject) => {
    waiting.set(0, { resolve, reject, deadline: undefined });
  });
  hasStarted = true;

  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        if (isClosing) throw new IndexError('closed');
        if (waiting.size >= WAITING_CALLS) throw new IndexError('busy', { detail: data.role });
        const call = ++calls;
        const deadline = isRead(data.role) ? setTimeout(tooSlow, READ_MS, call) : undefined;
        waiting.set(call, { resolve, reject, deadline });
        worker.ref();
        worker.postMessage({ call, method, args });
      }),
    close: async () => {
      isClosing = true;
      worker.ref();
      worker.postMessage('close');
      await ended;
    },
  };

  function tooSlow(call: number): void {
    settle(waiting, { call, fault: { code: 'too-slow', detail: `${READ_MS} ms` } });
  }
}

/** Writes and the check of the file take as long as they take. */
const isRead = (role: Role): boolean => role === 'pages' || role === 'search';

function settle(waiting: Map<number, Waiting>, answer: Answer): void {
  const { call } = answer;
  const { resolve, reject, deadline } = waiting.get(call) ?? {};
  waiting.delete(call);
  clearTimeout(deadline);
  if ('fault' in answer) reject?.(errorOf(answer.fault));
  else resolve?.(answer.result as never);
}

/** The source file, or the bundle of the same name beside the caller's. */
function threadFile(): URL {
  const end = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  return new URL(`./index.thread.${end}`, import.meta.url);
}
