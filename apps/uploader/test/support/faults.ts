import type { OpenFile, SpoolFiles } from '../../src/spool/files.ts';

const fault = (code: string) => Object.assign(new Error(`injected ${code}`), { code });

export interface Faults {
  readonly random: () => number;
  /** The share of calls that fail; may be changed at any time. */
  rate: number;
}

/**
 * A medium whose calls fail at random as full or broken. A failed write is partial; a failed rename or
 * removal may have taken effect. Reads succeed, since the check needs them.
 */
export function withFaults(files: SpoolFiles, faults: Faults): SpoolFiles {
  const { random } = faults;
  const fails = () => random() < faults.rate;
  const code = () => (random() < 0.5 ? 'ENOSPC' : 'EIO');

  async function perhaps<Result>(run: () => Promise<Result>): Promise<Result> {
    if (!fails()) return run();
    if (random() < 0.5) await run();
    throw fault(code());
  }

  const damage = (file: OpenFile): OpenFile => ({
    ...file,
    sync: () => perhaps(file.sync),
    write: async (chunks) => {
      if (!fails()) return file.write(chunks);
      const bytes = Buffer.concat(chunks);
      await file.write([bytes.subarray(0, Math.floor(random() * bytes.length))]);
      throw fault(code());
    },
  });
  return {
    ...files,
    makeFolder: (path) => perhaps(() => files.makeFolder(path)),
    syncFolder: (path) => perhaps(() => files.syncFolder(path)),
    rename: (from, to) => perhaps(() => files.rename(from, to)),
    remove: (path) => perhaps(() => files.remove(path)),
    create: async (path) => damage(await files.create(path)),
    append: async (path, size) => {
      const file = await files.append(path, size);
      if (!fails()) return damage(file);
      await file.close();
      throw fault(code());
    },
  };
}
