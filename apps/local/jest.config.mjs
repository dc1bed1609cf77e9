import preset from '../../tools/jest/preset.mjs';

/** The end-to-end tests start the bundles, as `npm start` does: they are made once, before all. */
export default {
  ...preset,
  globalSetup: '../../tools/jest/build-bundles.mjs',
};
