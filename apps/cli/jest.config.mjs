import preset from '../../tools/jest/preset.mjs';

export default { ...preset, globalSetup: './test/support/bundle.mjs' };
