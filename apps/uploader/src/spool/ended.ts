import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ENDED_UPLOADS } from '../limits.ts';
import { type SpoolFiles, writeLoosely } from './files.ts';

/** The outcome of a resumable upload. */
const EndedUpload = Type.Object({
  outcome: Type.Enum(['complete', 'expired', 'refused', 'terminated']),
  /** Bytes. */
  length: Type.Optional(Type.Integer()),
  /** `Upload-Metadata` as received. */
  metadata: Type.Optional(Type.String()),
  /** `Upload-Concat` as received. */
  concat: Type.Optional(Type.String()),
  /** The name of the API key. */
  key: Type.Optional(Type.String()),
  /** The item of a complete upload. */
  item: Type.Optional(Type.String()),
});

export type EndedUpload = Static<typeof EndedUpload>;

interface Remembered {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Undefined if only the file of an earlier process has it. */
  readonly ended: EndedUpload | undefined;
  readonly hasFile: boolean;
}

/**
 * Remembers the ends of resumable uploads for a while, so that a client that lost an answer learns
 * them. Those of complete ones survive the process. They are written without fsync: a client whose
 * result was lost in a power cut sends the file again, and gets the same item.
 */
export async function openEnded(files: SpoolFiles, folder: string, now: number = Date.now()) {
  const all = new Map<string, Remembered>();
  for (const id of (await files.list(folder)).sort()) {
    all.set(id, { at: now, ended: undefined, hasFile: true });
  }

  async function forget(id: string): Promise<void> {
    const { hasFile } = all.get(id) ?? {};
    all.delete(id);
    if (hasFile) await files.remove(join(folder, id));
  }

  return {
    /** Writes the result of an upload before it is committed. Counts only once `add` is called. */
    write: (id: string, ended: EndedUpload): Promise<void> =>
      writeLoosely(files, join(folder, id), `${JSON.stringify(ended)}\n`),
    /** @param hasFile whether `write` was called before */
    add: async (id: string, ended: EndedUpload, hasFile: boolean): Promise<void> => {
      all.set(id, { at: Date.now(), ended, hasFile });
      const [oldest] = all.keys();
      if (all.size > ENDED_UPLOADS && oldest !== undefined) await forget(oldest);
    },
    find: async (id: string): Promise<EndedUpload | undefined> => {
      const remembered = all.get(id);
      if (!remembered || remembered.ended) return remembered?.ended;
      const ended = await readEnded(files, join(folder, id));
      if (ended) all.set(id, { ...remembered, ended });
      return ended;
    },
    /** The result of a concatenation of the same uploads by the same key, in this process. */
    findConcatenation: (concat: string, key: string | undefined) => {
      for (const [id, { ended }] of all) {
        const isSame = ended?.outcome === 'complete' && ended.concat === concat;
        if (isSame && ended.key === key) return { id, ...ended };
      }
      return undefined;
    },
    /** Forgets the uploads that ended before a time. */
    forgetBefore: async (time: number): Promise<void> => {
      for (const [id, { at }] of [...all]) if (at < time) await forget(id);
    },
  };
}

/** Undefined if the file is missing or torn. */
async function readEnded(files: SpoolFiles, path: string): Promise<EndedUpload | undefined> {
  try {
    const stored: unknown = JSON.parse((await files.read(path)).toString());
    return Value.Check(EndedUpload, stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}
