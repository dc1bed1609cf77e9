// Runs all checks, types, bundles and tests through turbo and prints the test counts in the last line.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pnpm } from './bootstrap/install.mjs';
import { root } from './bootstrap/root.mjs';

const reports = ['packages', 'apps', '.']
  .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ parentPath, name }) => join(parentPath, name, 'test-report.json'));
for (const report of reports) rmSync(report, { force: true });

const turbo = (...args) => {
  const options = [join(root, 'node_modules/turbo/bin/turbo'), 'run', ...args];
  // Put the Node 24 that runs this process first in PATH.
  const env = {
    ...process.env,
    // turbo runs each task with the pnpm in PATH.
    PATH: [dirname(process.execPath), dirname(pnpm), process.env.PATH].join(':'),
    TURBO_TELEMETRY_DISABLED: '1',
  };
  return spawnSync(process.execPath, [...options, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env,
  }).status;
};

const checked = turbo('check', 'types', 'build', '--continue');
// One package at a time: its tests use both cores, and the end-to-end tests need the whole machine.
const tested = turbo('test', '--continue', '--concurrency=1');

const total = { passed: 0, failed: 0, skipped: 0 };
for (const report of reports.filter(existsSync)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  for (const name of Object.keys(total)) total[name] += counts[name];
}
if (checked !== 0) console.log('Checks, types or bundles failed; see above.');
if (tested !== 0 && total.failed === 0) {
  console.log('A test task failed although no test did; its "ERROR" line above names it.');
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = checked !== 0 || tested !== 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;
