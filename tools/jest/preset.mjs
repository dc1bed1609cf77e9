import { fileURLToPath } from 'node:url';
import { bundleTypebox } from './typebox.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** The shared Jest configuration: ESM TypeScript, and test counts for the last line of `npm test`. */
export default {
  testEnvironment: 'node',
  testMatch: ['**/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': here('./strip-types.mjs') },
  moduleNameMapper: await bundleTypebox(),
  maxWorkers: 2,
  // The timeout only ends a test that hangs; no test may fail because the machine is slow.
  testTimeout: 300_000,
  reporters: ['default', here('./count.mjs')],
};
