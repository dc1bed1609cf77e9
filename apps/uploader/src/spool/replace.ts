import { dirname } from 'node:path';
import { type SpoolFiles, writeDurably } from './files.ts';

/** Replaces a small file atomically and durably: a crash leaves the old or the new text. */
export async function replaceDurably(files: SpoolFiles, path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await writeDurably(files, draft, text);
  await files.rename(draft, path);
  await files.syncFolder(dirname(path));
}
