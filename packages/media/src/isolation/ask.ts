import type { FailureCode } from '../failures.ts';
import type { Source } from '../kind.ts';
import type { Child } from './child.ts';
import type { IsolationLimits } from './limits.ts';
import type { Answer, Message, Request } from './messages.ts';
import { watch } from './watch.ts';

export type End =
  | Answer
  | { readonly outcome: 'exceeded'; readonly code: FailureCode }
  /** `taken`: the child had begun to work on the file. */
  | { readonly outcome: 'lost'; readonly how: string; readonly taken: boolean };

/**
 * Sends a source to a child, and settles once it has answered, has exceeded a limit or is gone. The
 * limits count from the send, whether or not the child ever receives it.
 */
export function ask(child: Child, source: Source, limits: IsolationLimits): Promise<End> {
  const { process } = child;
  return new Promise((resolve) => {
    let taken = false;
    let exceeded: FailureCode | undefined;
    const settle = (end: End) => {
      stopWatching();
      stopListening();
      process.off('message', onMessage);
      child.hold(false);
      resolve(end);
    };
    const onMessage = (message: unknown) => {
      if ((message as Message).outcome === 'taken') taken = true;
      else settle(message as Answer);
    };
    const stopWatching = watch(process.pid ?? 0, limits, (code) => {
      exceeded = code;
      process.kill('SIGKILL');
    });
    child.hold(true);
    process.on('message', onMessage);
    const stopListening = child.onEnd((how) =>
      settle(exceeded ? { outcome: 'exceeded', code: exceeded } : { outcome: 'lost', how, taken }),
    );
    const request: Request = { source };
    process.send(request, (error) => {
      // The channel is closed, whatever the process still does: its end follows.
      if (error) process.kill('SIGKILL');
    });
  });
}
