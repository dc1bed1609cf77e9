import type { FailureCode } from '../failures.ts';
import type { Source } from '../kind.ts';
import type { Child } from './child.ts';
import type { IsolationLimits } from './limits.ts';
import type { Answer, Message, Request } from './messages.ts';
import { monitor } from './monitor.ts';

export type RunResult =
  | Answer
  | { readonly outcome: 'exceeded'; readonly code: FailureCode }
  /** `started`: whether the child had started to process the file. */
  | { readonly outcome: 'exited'; readonly reason: string; readonly started: boolean };

/**
 * Sends a source to a child. Resolves when it has answered, exceeded a limit or exited. The limits
 * apply from the moment of sending.
 */
export function runInChild(
  child: Child,
  source: Source,
  limits: IsolationLimits,
): Promise<RunResult> {
  const { process } = child;
  return new Promise((resolve) => {
    let started = false;
    let exceeded: FailureCode | undefined;
    const settle = (result: RunResult) => {
      stopMonitoring();
      stopListening();
      process.off('message', onMessage);
      child.keepAlive(false);
      resolve(result);
    };
    const onMessage = (message: unknown) => {
      if ((message as Message).outcome === 'started') started = true;
      else settle(message as Answer);
    };
    const stopMonitoring = monitor(process.pid ?? 0, limits, (code) => {
      exceeded = code;
      process.kill('SIGKILL');
    });
    child.keepAlive(true);
    process.on('message', onMessage);
    const stopListening = child.onExit((reason) =>
      settle(
        exceeded ? { outcome: 'exceeded', code: exceeded } : { outcome: 'exited', reason, started },
      ),
    );
    const request: Request = { source };
    process.send(request, (error) => {
      // The channel is closed. Kill the process, so that it exits.
      if (error) process.kill('SIGKILL');
    });
  });
}
