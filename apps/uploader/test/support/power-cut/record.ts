import type { OpenFile, SpoolFiles } from '../../../src/spool/files.ts';

/** The begin or end of a change or sync. A change may reach the medium at any time after its begin. */
export type Step =
  | { readonly call: number; readonly begins: Change }
  | { readonly call: number; readonly ends: true }
  | { readonly note: Note };

export type Change =
  | { readonly kind: 'makeFolder' | 'remove' | 'syncFolder' | 'create'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string };

/** The acknowledged part of a resumable upload whose file has these bytes. */
export interface Acknowledged {
  readonly resumable: string;
  readonly offset: number;
  readonly length?: number;
  readonly bytes: Buffer;
}

/** An upload that was acknowledged, in part or as a whole, or released from the spool. */
export type Note =
  | Acknowledged
  | { readonly acknowledged: readonly { readonly upload: string; readonly id: string }[] }
  | { readonly released: string };

export type Recording = ReturnType<typeof record>;

/** Records every change and sync, and passes it on. */
export function record(files: SpoolFiles) {
  const steps: Step[] = [];
  let calls = 0;

  async function recorded<Result>(begins: Change, run: () => Promise<Result>): Promise<Result> {
    const call = calls++;
    steps.push({ call, begins });
    const result = await run();
    steps.push({ call, ends: true });
    return result;
  }

  const recordedFile = (path: string, file: OpenFile): OpenFile => ({
    ...file,
    write: (chunks) => {
      const bytes = Buffer.concat(chunks);
      return recorded({ kind: 'write', path, bytes }, () => file.write(chunks));
    },
    sync: () => recorded({ kind: 'sync', path }, file.sync),
  });

  const recording: SpoolFiles = {
    ...files,
    makeFolder: (path) => recorded({ kind: 'makeFolder', path }, () => files.makeFolder(path)),
    syncFolder: (path) => recorded({ kind: 'syncFolder', path }, () => files.syncFolder(path)),
    rename: (from, to) => recorded({ kind: 'rename', from, to }, () => files.rename(from, to)),
    remove: (path) => recorded({ kind: 'remove', path }, () => files.remove(path)),
    create: async (path) =>
      recordedFile(path, await recorded({ kind: 'create', path }, () => files.create(path))),
    append: async (path, size) =>
      recordedFile(
        path,
        await recorded({ kind: 'truncate', path, size }, () => files.append(path, size)),
      ),
  };
  return { files: recording, steps, note: (note: Note) => void steps.push({ note }) };
}
