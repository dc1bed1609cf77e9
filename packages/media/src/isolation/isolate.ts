import { MediaError } from '../failures.ts';
import type { Derivation, Derive, Rendition, Source } from '../kind.ts';
import { ask } from './ask.ts';
import { type Child, startChild } from './child.ts';
import { IsolationError } from './errors.ts';
import { admit, adopt, emptyFolder } from './folder.ts';
import { type IsolationLevel, isolationInForce } from './level.ts';
import type { IsolationLimits } from './limits.ts';
import type { Answer } from './messages.ts';
import { usageOf } from './usage.ts';

/** How often a file may be taken by a child that then crashes, in case something else ended it. */
const TRIES = 2;

/** How often a child may end before it took the file; its restarts do not count as tries. */
const STARTS = 2;

/** A child that holds more than this share of its limit at rest is replaced. */
const RESTING_SHARE = 0.5;

/**
 * Derives in a child process, so that a decoder may crash, hang or take all memory, and what is left
 * is the reason. The child is started at once, beside whatever else a cold start has to load, and kept
 * from one source to the next; a lost one is replaced.
 *
 * @param program a module that calls `serve`.
 * @param level what it is kept from; the strongest that this machine has.
 * @throws MediaError, also `too-slow`, `too-much-memory` and `decoder-lost`.
 * @throws IsolationError where no child could be made to take the file: the file is not at fault.
 */
export function isolate<Made extends Rendition>(
  program: URL,
  limits: IsolationLimits,
  level: IsolationLevel = isolationInForce().level,
): Derive<Made> {
  const start = () => startChild(program, limits.memoryBytes, level);
  let child: Child | undefined = start();
  let queue: Promise<unknown> = Promise.resolve();

  async function deriveInChild(source: Source): Promise<Derivation<Made>> {
    let tries = 0;
    let starts = 0;
    for (;;) {
      if (!child?.alive) {
        child?.discard();
        child = start();
      }
      const end = await ask(child, await admit(source, child.folder), limits);
      if (end.outcome !== 'lost' && end.outcome !== 'exceeded') {
        try {
          return await adopt(read<Made>(end), child.folder, source);
        } finally {
          child = await keepIfFit(child, limits.memoryBytes);
        }
      }
      const cause = new Error(child.lastWords());
      child.discard();
      child = undefined;
      if (end.outcome === 'exceeded') throw new MediaError(end.code);
      const { how: detail, taken } = end;
      if (taken && ++tries === TRIES) throw new MediaError('decoder-lost', { detail, cause });
      if (!taken && ++starts === STARTS) {
        throw new IsolationError('decoder-unavailable', { detail, cause });
      }
    }
  }

  return (source) => {
    const derivation = queue.then(() => deriveInChild(source));
    queue = derivation.catch(() => {});
    return derivation;
  };
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

/** glibc keeps what a large picture took, and a file may have left files: the next one starts afresh. */
async function keepIfFit(child: Child, memoryBytes: number) {
  const usage = await usageOf(child.process.pid ?? 0);
  const isSmall = usage && usage.memoryBytes <= memoryBytes * RESTING_SHARE;
  if ((await emptyFolder(child.folder)) && isSmall) return child;
  child.discard();
  return undefined;
}
