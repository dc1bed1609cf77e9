import { build } from 'vite';

/** Builds the page: index.html and its assets under assets/, named by content hash. */
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    target: 'es2023',
    // The content security policy forbids inline assets.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
