import { registerHooks } from 'node:module';
import { SimulationError } from './errors.ts';

/** A fault that was mended once, put back as a change of the product's source. */
interface Mutation {
  /** The promise that it breaks. */
  readonly breaks: string;
  readonly edits: readonly {
    /** How the file's URL ends. */
    readonly file: string;
    readonly from: string;
    readonly to: string;
  }[];
}

export const mutations: Readonly<Record<string, Mutation>> = {};

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
        if (!source.includes(from)) throw new SimulationError('mutation-stale', { detail: url });
        source = source.replace(from, () => to);
      }
      return { ...loaded, source };
    },
  });
}
