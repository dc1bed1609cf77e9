import { registerHooks } from 'node:module';
import { SimulationError } from './errors.ts';
import { NO_FAULTS, type Profile } from './profile.ts';

/** A fault that was mended once, put back as a change of the product's source. */
interface Mutation {
  /** The promise that it breaks; a pattern where it breaks several, as the first one found counts. */
  readonly breaks: string;
  /** The profile of runs that often show the fault. */
  readonly profile: Partial<Profile>;
  /** Where the tests start to search, if the first seeds do not show it. By default 1. */
  readonly firstSeed?: number;
  readonly edits: readonly {
    /** How the file's URL ends. */
    readonly file: string;
    readonly from: string | RegExp;
    readonly to: string;
  }[];
}

const corrupt = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `picture-${at}`, sound: false }));

export const mutations: Readonly<Record<string, Mutation>> = {
  /** A decoder that ended while idle is sent the next file, and neither its end nor a limit is seen. */
  'decoder-ends-idle': {
    breaks: 'decode-ends',
    profile: { ...NO_FAULTS, decoderDeaths: 0.5 },
    edits: [
      { file: 'isolation/isolate.ts', from: 'if (!child?.alive)', to: 'if (!child)' },
      {
        file: 'isolation/run-in-child.ts',
        from: /child\.onExit\(\(reason\) =>/,
        to: `((listen) => {
          child.process.once('close', (_code, signal) => listen(signal));
          return () => undefined;
        })((reason) =>`,
      },
      {
        file: 'isolation/monitor.ts',
        from: 'const usage = await usageOf(pid);',
        to: 'const usage = await usageOf(pid); if (!usage) return;',
      },
    ],
  },
  /** A retry that is cut off before its message was sent is taken up by nobody. */
  'retry-interrupted': {
    breaks: 'settles',
    profile: { ...NO_FAULTS, items: corrupt(2), operations: 14, busyMs: 20_000, outages: 8 },
    firstSeed: 18,
    edits: [
      {
        file: 'retry/sweeper.ts',
        from: 'await catalog.findUndispatched({ limit: SWEEP.items })',
        to: '[]',
      },
      {
        file: 'retry/routes.ts',
        from: "item.status === 'failed' || item.status === 'stored'",
        to: "item.status === 'failed'",
      },
    ],
  },
  /** An upload whose item failed by its own event is taken for one of an item that had failed before. */
  'processed-twice': {
    breaks: 'tried-once',
    profile: { ...NO_FAULTS, items: corrupt(3), operations: 5 },
    edits: [
      {
        file: 'ship/ship-file.ts',
        from: "registration.status === 'failed' && stored !== 'repeated'",
        to: 'true',
      },
    ],
  },
  /** The record of an upload that arrives after its deletion stays, where a later generation began. */
  'record-left': {
    breaks: 'no-record-left',
    profile: {
      ...NO_FAULTS,
      items: [{ name: 'picture-0', sound: true }],
      operations: 20,
      busyMs: 3_000,
    },
    // Since a new item is registered in two requests, the time for it is short.
    firstSeed: 207,
    edits: [
      {
        file: 'cloud/src/erase.ts',
        from: 'for (const { upload } of late) await removeObject',
        to: 'if (false) for (const { upload } of late) await removeObject',
      },
    ],
  },
  /** An upload that was accepted without a generation is dropped by the clocks of two machines. */
  'clock-decides': {
    breaks: 'acknowledged-(?:upload-kept|deletion-holds)',
    profile: {
      ...NO_FAULTS,
      items: [{ name: 'picture-0', sound: true }],
      operations: 5,
      busyMs: 20_000,
      outages: 10,
      clockSteps: 4,
    },
    firstSeed: 200,
    edits: [
      {
        file: 'catalog/src/uploads/registration.ts',
        from: 'upload.generation !== null && upload.generation <= generation',
        to: `upload.generation === null
          ? upload.receivedAt < item.deletedAt
          : upload.generation <= generation`,
      },
      {
        file: 'ship/generation.ts',
        from: 'const generation = entry.generation ??',
        to: 'if (entry.generation === null) return; const generation = entry.generation ??',
      },
    ],
  },
};

/**
 * Has the product loaded with one of its mended faults.
 *
 * @returns what runs are to consist of
 * @throws SimulationError `bad-option`; `mutation-stale`, where the product's source has changed
 */
export function putBack(name: string): Partial<Profile> {
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
  return mutation.profile;
}
