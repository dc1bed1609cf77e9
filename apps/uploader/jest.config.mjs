import preset from '../../tools/jest/preset.mjs';

export default { ...preset, globalSetup: '../../tools/jest/build-bundles.mjs' };
