import { CliError } from './errors.ts';
import { say } from './terminal.ts';
import { isOfTheKey, Problem } from './upload/problem.ts';

/** The exit status after Ctrl-C, as shells report it. */
const INTERRUPTED = 130;

/**
 * Runs the work of a command until the first Ctrl-C, which aborts its signal. The second one ends the
 * process at once.
 *
 * @returns the exit status
 * @throws CliError `key-refused`
 */
export async function untilInterrupted(
  run: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const { signal, remove } = stopOnSignal();
  try {
    return await run(signal);
  } catch (error) {
    if (signal.aborted) {
      say('Stopped. The same command goes on where it stopped');
      return INTERRUPTED;
    }
    if (error instanceof Problem && isOfTheKey(error)) {
      throw new CliError('key-refused', { detail: error.message, cause: error });
    }
    throw error;
  } finally {
    remove();
  }
}

function stopOnSignal() {
  const controller = new AbortController();
  const stop = () => {
    remove();
    controller.abort();
  };
  const remove = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, remove };
}
