import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BuildContext, type BuildOptions, context, type OutputFile } from 'esbuild';

/**
 * Rebuilds a bundle when one of its sources changes. Unchanged files are not written, so the first
 * build of unchanged sources changes nothing on disk. A build with errors prints them and keeps the last
 * bundle.
 *
 * @param onChange called after a build that changed at least one file
 */
export async function watchBundle(
  options: BuildOptions,
  onChange: () => unknown,
): Promise<BuildContext> {
  const built = await context({
    ...options,
    write: false,
    plugins: [
      ...(options.plugins ?? []),
      {
        name: 'write-changed-files',
        setup: ({ onEnd }) =>
          onEnd(async ({ errors, outputFiles = [] }) => {
            if (errors.length > 0) return;
            const changed = await Promise.all(outputFiles.map(writeIfChanged));
            if (changed.includes(true)) await onChange();
          }),
      },
    ],
  });
  await built.watch();
  return built;
}

/** Replaces the file atomically, so a starting process reads the old bundle or the new one. */
async function writeIfChanged({ path, contents }: OutputFile): Promise<boolean> {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(contents)) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, contents);
  await rename(`${path}.new`, path);
  return true;
}
