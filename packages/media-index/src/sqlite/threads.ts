import type { Role } from './messages.ts';
import { startThread, type Thread } from './thread.ts';

/** The threads of one index: one writes, and reads that take long do not delay those that do not. */
export type Threads = Readonly<Record<Exclude<Role, 'check'>, Thread>> & {
  close(): Promise<void>;
};

/** @throws IndexError `corrupt`, `failed` */
export async function startThreads(path: string, onEnd: () => void): Promise<Threads> {
  const started: Thread[] = [];
  const close = async () => {
    // The writer closes last: it removes the log.
    for (const thread of started.toReversed()) await thread.close();
  };
  const start = async (role: Role): Promise<Thread> => {
    const thread = await startThread({ path, role }, onEnd);
    started.push(thread);
    return thread;
  };
  try {
    const writer = await start('writer');
    const [pages, search] = await Promise.all([start('pages'), start('search')]);
    return { writer, pages, search, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Checks the whole file in a thread of its own, which reads it once.
 *
 * @returns the first fault, undefined for none
 */
export async function checkFile(path: string): Promise<string | undefined> {
  const thread = await startThread({ path, role: 'check' }, () => {});
  try {
    const result = await thread.call('check');
    return result === 'ok' ? undefined : (result ?? 'no answer');
  } finally {
    await thread.close();
  }
}
