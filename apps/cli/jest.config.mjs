import preset from '../../tools/jest/preset.mjs';

export default { ...preset, testTimeout: 240_000 };
