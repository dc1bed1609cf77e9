/**
 * The address of a program that runs in a process or thread of its own: a source file here, a bundle
 * of its own name where we are bundled.
 *
 * @param from the caller's `import.meta.url`
 */
export const programBeside = (from: string, name: string): URL =>
  new URL(from.endsWith('.ts') ? `./${name}.ts` : `./${name}.mjs`, from);
