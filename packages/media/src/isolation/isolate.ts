import { type FailureCode, MediaError } from '../failures.ts';
import type { Derivation, Derive, Rendition, Source } from '../kind.ts';
import { type Child, startChild } from './child.ts';
import type { IsolationLimits } from './limits.ts';
import type { Answer, Request } from './messages.ts';
import { usageOf } from './usage.ts';
import { watch } from './watch.ts';

/** A child that was lost is tried once more, in case it was ended from outside. */
const TRIES = 2;

/** A child that holds more than this share of its limit at rest is replaced. */
const RESTING_SHARE = 0.5;

/**
 * Derives in a child process, so that a decoder may crash, hang or take all memory, and what is left
 * is the reason. The child is started at once, beside whatever else a cold start has to load, and kept
 * from one source to the next; a lost one is replaced.
 *
 * @param program a module that calls `serve`.
 * @throws MediaError, also `too-slow`, `too-much-memory` and `decoder-lost`.
 */
export function isolate<Made extends Rendition>(
  program: URL,
  limits: IsolationLimits,
): Derive<Made> {
  let child: Child | undefined = startChild(program, limits.memoryBytes);
  let queue: Promise<unknown> = Promise.resolve();

  async function deriveInChild(source: Source): Promise<Derivation<Made>> {
    for (let tries = 1; ; tries++) {
      child ??= startChild(program, limits.memoryBytes);
      const end = await ask(child, source, limits);
      if (end.outcome !== 'lost' && end.outcome !== 'exceeded') {
        child = await keepIfSmall(child, limits.memoryBytes);
        return read(end);
      }
      const cause = new Error(child.lastWords());
      child = undefined;
      if (end.outcome === 'exceeded') throw new MediaError(end.code);
      if (tries === TRIES) throw new MediaError('decoder-lost', { detail: end.how, cause });
    }
  }

  return (source) => {
    const derivation = queue.then(() => deriveInChild(source));
    queue = derivation.catch(() => {});
    return derivation;
  };
}

type End =
  | Answer
  | { readonly outcome: 'exceeded'; readonly code: FailureCode }
  | { readonly outcome: 'lost'; readonly how: string };

/** Asks a child, and settles once it has answered or is gone. */
function ask(child: Child, source: Source, limits: IsolationLimits): Promise<End> {
  const { process } = child;
  return new Promise((resolve) => {
    let exceeded: FailureCode | undefined;
    const settle = (end: End) => {
      stopWatching();
      process.removeAllListeners();
      child.hold(false);
      resolve(end);
    };
    const lose = (how: string) =>
      settle(exceeded ? { outcome: 'exceeded', code: exceeded } : { outcome: 'lost', how });
    const stopWatching = watch(process.pid ?? 0, limits, (code) => {
      exceeded = code;
      process.kill('SIGKILL');
    });
    child.hold(true);
    process.once('message', (answer) => settle(answer as Answer));
    // `close` comes behind `exit`, once its last words have been read.
    process.once('close', (code, signal) => lose(signal ?? `exit code ${code}`));
    process.once('error', ({ message }) => lose(message));
    const request: Request = { source };
    process.send(request, () => {});
  });
}

function read<Made extends Rendition>(answer: Answer): Derivation<Made> {
  switch (answer.outcome) {
    case 'derived':
      return answer.derivation as Derivation<Made>;
    case 'failed': {
      const { code, detail, cause } = answer;
      throw new MediaError(code, { ...(detail && { detail }), cause: cause && new Error(cause) });
    }
    case 'fault':
      throw Object.assign(new Error(answer.message), { code: answer.code });
  }
}

/** glibc keeps what a large picture took; the next one would start with that. */
async function keepIfSmall(child: Child, memoryBytes: number) {
  const usage = await usageOf(child.process.pid ?? 0);
  if (usage && usage.memoryBytes <= memoryBytes * RESTING_SHARE) return child;
  child.process.kill('SIGKILL');
  return undefined;
}
