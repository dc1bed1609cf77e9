import { MediaError } from '../failures.ts';
import type { Derivation, Derive, Rendition, Source } from '../kind.ts';
import { type Child, startChild } from './child.ts';
import { IsolationError } from './errors.ts';
import { collectRenditions, emptyFolder, placeSource } from './folder.ts';
import { type IsolationLevel, isolationInForce } from './level.ts';
import type { IsolationLimits } from './limits.ts';
import type { Answer } from './messages.ts';
import { runInChild } from './run-in-child.ts';
import { usageOf } from './usage.ts';

/** Number of crashes after which a file fails. The first may have another cause. */
const MAX_CRASHES = 2;

/** Number of children that may exit before they start on the file. */
const MAX_FAILED_STARTS = 2;

/** A child whose idle memory exceeds this share of the limit is replaced. */
const MAX_IDLE_SHARE = 0.5;

/**
 * Derives in a child process, so that a crash, hang or memory exhaustion of a decoder becomes a failure
 * with a code. The child is started at once, in parallel with other loading, and reused for the next
 * sources. An exited child is replaced.
 *
 * @param program a module that calls `serve`
 * @param level the isolation level, by default the strongest that this machine supports
 * @throws MediaError, also `too-slow`, `too-much-memory` and `decoder-lost`.
 * @throws IsolationError if no child could be started, which is not a fault of the file
 */
export function isolate<Made extends Rendition, Metadata extends object = object>(
  program: URL,
  limits: IsolationLimits,
  level: IsolationLevel = isolationInForce().level,
): Derive<Made, Metadata> {
  const start = () => startChild(program, limits.memoryBytes, level);
  let child: Child | undefined = start();
  let queue: Promise<unknown> = Promise.resolve();

  async function deriveInChild(source: Source): Promise<Derivation<Made, Metadata>> {
    let crashes = 0;
    let failedStarts = 0;
    for (;;) {
      if (!child?.alive) {
        child?.dispose();
        child = start();
      }
      const result = await runInChild(child, await placeSource(source, child.folder), limits);
      if (result.outcome !== 'exited' && result.outcome !== 'exceeded') {
        try {
          return await collectRenditions(read<Made, Metadata>(result), child.folder, source);
        } finally {
          child = await reuseIfClean(child, limits.memoryBytes);
        }
      }
      const cause = new Error(child.stderrTail());
      child.dispose();
      child = undefined;
      if (result.outcome === 'exceeded') throw new MediaError(result.code);
      const { reason: detail, started } = result;
      if (started && ++crashes === MAX_CRASHES)
        throw new MediaError('decoder-lost', { detail, cause });
      if (!started && ++failedStarts === MAX_FAILED_STARTS) {
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

/** The types are those of the derivation that the program passes to `serve`. */
function read<Made extends Rendition, Metadata extends object>(
  answer: Answer,
): Derivation<Made, Metadata> {
  switch (answer.outcome) {
    case 'derived':
      return answer.derivation as Derivation<Made, Metadata>;
    case 'failed': {
      const { code, detail, cause } = answer;
      throw new MediaError(code, { ...(detail && { detail }), cause: cause && new Error(cause) });
    }
    case 'fault':
      throw Object.assign(new Error(answer.message), { code: answer.code });
  }
}

/** Disposes of a child that keeps too much memory or whose folder is not empty. */
async function reuseIfClean(child: Child, memoryBytes: number) {
  const usage = await usageOf(child.process.pid ?? 0);
  const isSmall = usage && usage.memoryBytes <= memoryBytes * MAX_IDLE_SHARE;
  if ((await emptyFolder(child.folder)) && isSmall) return child;
  child.dispose();
  return undefined;
}
