import preset from '../tools/jest/preset.mjs';

export default { ...preset, globalSetup: '../apps/uploader/test/support/bundle.mjs' };
