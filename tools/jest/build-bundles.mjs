import { build } from '../bootstrap/build.mjs';

/** Makes the bundles once, before tests that start them from several processes at a time. */
export default build;
