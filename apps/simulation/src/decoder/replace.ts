import { registerHooks } from 'node:module';

/** Replaces the start of real processes; `isolate`, `ask` and `watch` above it stay the product's own. */
const REPLACED = /\/packages\/media\/src\/isolation\/(child|folder|level)\.ts$/;

/** Has the product's isolation start simulated children. */
export function replaceDecoders(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const module = REPLACED.exec(resolved.url)?.[1];
      if (module === undefined) return resolved;
      return { ...resolved, url: new URL(`./${module}.ts`, import.meta.url).href };
    },
  });
}
