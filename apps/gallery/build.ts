import { build } from 'vite';

/** The page as files: index.html, and what it needs under assets/, named after its content. */
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    target: 'es2023',
    // The page's policy lets nothing be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
