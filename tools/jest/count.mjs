import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a package's test counts to test-report.json, which turbo caches with the result. */
export default class Count {
  #root;

  constructor(globalConfig) {
    this.#root = globalConfig.rootDir;
  }

  onRunComplete(_contexts, results) {
    const report = {
      passed: results.numPassedTests,
      // Jest also fails for a suite that does not load, and in CI for an obsolete snapshot.
      failed:
        results.numFailedTests + results.numRuntimeErrorTestSuites + results.snapshot.unchecked,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(join(this.#root, 'test-report.json'), `${JSON.stringify(report)}\n`);
  }
}
