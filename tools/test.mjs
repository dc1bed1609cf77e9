// All checks, types, bundles and tests through turbo, and one line at the end that counts them.
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
  // Node 24, whose folder this process was started from, goes first for every task.
  const env = {
    ...process.env,
    // turbo starts each task with the pnpm that it finds.
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
// Each package's tests use both cores themselves, and the end-to-end ones want the machine alone.
const tested = turbo('test', '--continue', '--concurrency=1');

const total = { passed: 0, failed: 0, skipped: 0 };
for (const report of reports.filter(existsSync)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  for (const name of Object.keys(total)) total[name] += counts[name];
}
if (checked !== 0) console.log('The checks, the types or the bundles are not in order; see above.');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = checked !== 0 || tested !== 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;
