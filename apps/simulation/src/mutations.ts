import { registerHooks } from 'node:module';
import { SimulationError } from './errors.ts';

/** A fault that was mended once, put back as a change of the product's source. */
interface Mutation {
  /** The promise that it breaks. */
  readonly breaks: string;
  readonly edits: readonly {
    /** How the file's URL ends. */
    readonly file: string;
    readonly from: string | RegExp;
    readonly to: string;
  }[];
}

export const mutations: Readonly<Record<string, Mutation>> = {
  /** A decoder that ended while idle is sent the next file, and neither its end nor a limit is seen. */
  'decoder-ends-idle': {
    breaks: 'decode-ends',
    edits: [
      { file: 'isolation/isolate.ts', from: 'if (!child?.alive)', to: 'if (!child)' },
      {
        file: 'isolation/ask.ts',
        from: /child\.(ended\.then|onEnd)\(\(how\) =>/,
        to: `((listen) => {
          child.process.once('close', (_code, signal) => listen(signal));
          return () => undefined;
        })((how) =>`,
      },
      {
        file: 'isolation/watch.ts',
        from: 'const usage = await usageOf(pid);',
        to: 'const usage = await usageOf(pid); if (!usage) return;',
      },
    ],
  },
  /** A retry that is cut off before its message was sent is taken up by nobody. */
  'retry-interrupted': {
    breaks: 'settles',
    edits: [
      {
        file: 'retry/sweeper.ts',
        from: 'await catalog.findUndispatched({ limit: SWEEP.items })',
        to: '[]',
      },
    ],
  },
  /** An upload whose item failed by its own event is taken for one of an item that had failed before. */
  'processed-twice': {
    breaks: 'tried-once',
    edits: [
      {
        file: 'ship/ship-file.ts',
        from: "registration.status === 'failed' && stored !== 'repeated'",
        to: 'true',
      },
    ],
  },
};

/**
 * Has the product loaded with one of its mended faults.
 *
 * @throws SimulationError `bad-option`; `mutation-stale`, where the product's source has changed
 */
export function putBack(name: string): void {
  const mutation = mutations[name];
  if (!mutation) throw new SimulationError('bad-option', { detail: `no mutation ${name}` });
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const edits = mutation.edits.filter(({ file }) => url.endsWith(file));
      if (edits.length === 0) return loaded;
      let source = String(loaded.source);
      for (const { from, to } of edits) {
        const changed = source.replace(from, () => to);
        if (changed === source) throw new SimulationError('mutation-stale', { detail: url });
        source = changed;
      }
      return { ...loaded, source };
    },
  });
}
