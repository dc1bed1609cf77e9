import { type SpoolFiles, writeDurably } from './files.ts';

/** Replaces a small file in a folder atomically: a crash leaves the old or the new text. */
export async function replaceDurably(
  files: SpoolFiles,
  folder: string,
  path: string,
  text: string,
): Promise<void> {
  const draft = `${path}.new`;
  await writeDurably(files, draft, text);
  await files.rename(draft, path);
  await files.syncFolder(folder);
}
