import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors.ts';
import { createStateFile } from '../state-file.ts';

/** A file of an export whose SHA-256 was verified, valid while its size and time stay. */
export interface ExportedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** The path of its sidecar. */
  readonly sidecar?: string;
}

/** The server and the query of an export. */
export interface Source {
  readonly server: string;
  readonly query: string;
}

/** The folder in an export for its state and for files that are not complete. */
export const WORK_FOLDER = '.galeria-export';

export type ExportState = Awaited<ReturnType<typeof openExportState>>;

/**
 * Opens the state of an export folder.
 *
 * @throws CliError `other-export` if the folder has an export of another server or query
 */
export async function openExportState(folder: string, source: Source) {
  const path = join(folder, WORK_FOLDER, 'state.json');
  const { items, ...last } = await read(path);
  const isSame = last.server === source.server && last.query === source.query;
  if (last.server !== undefined && !isSame) {
    const detail = `${folder} is of ${last.server} with the query "${last.query}"; choose another folder`;
    throw new CliError('other-export', { detail });
  }
  const files = new Map<string, ExportedFile>(Object.entries(items ?? {}));
  const { write, writeSoon } = createStateFile(path, () =>
    JSON.stringify({ ...source, items: Object.fromEntries(files) }),
  );

  return {
    get: (id: string) => files.get(id),
    ids: () => [...files.keys()],
    set(id: string, file: ExportedFile): void {
      files.set(id, file);
      writeSoon();
    },
    write,
  };
}

/** Without its state an export hashes the files that it finds. */
async function read(
  path: string,
): Promise<Partial<Source> & { readonly items?: Record<string, ExportedFile> }> {
  return readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => ({}));
}
