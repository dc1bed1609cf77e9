/**
 * Returns the URL of a program for a child process or worker thread: a source file, or a bundle of the
 * same name if we are bundled.
 *
 * @param from the caller's `import.meta.url`
 */
export const programBeside = (from: string, name: string): URL =>
  new URL(from.endsWith('.ts') ? `./${name}.ts` : `./${name}.mjs`, from);
