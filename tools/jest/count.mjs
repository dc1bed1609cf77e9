import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves a package's counts in test-report.json; turbo keeps it with a cached pass. */
export default class Count {
  #root;

  constructor(globalConfig) {
    this.#root = globalConfig.rootDir;
  }

  onRunComplete(_contexts, results) {
    const report = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(join(this.#root, 'test-report.json'), `${JSON.stringify(report)}\n`);
  }
}
