import { build } from 'vite';

/**
 * The gallery, and the page for visitors of a link. Each is built on its own: neither loads a part of the
 * other.
 */
const PAGES = ['index.html', 'share.html'];

/** Builds the pages and their assets under assets/, named by content hash. */
for (const [at, input] of PAGES.entries()) {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'es2023',
      rolldownOptions: { input },
      emptyOutDir: at === 0,
      // The content security policy forbids inline assets.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}
