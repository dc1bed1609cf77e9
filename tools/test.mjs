// Runs all checks, types, bundles and tests and prints the test counts in the last line. With options
// for turbo, such as --filter, it runs the tests of some packages, and not those that are unchanged.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pnpm } from './bootstrap/install.mjs';
import { root } from './bootstrap/root.mjs';

const options = process.argv.slice(2);
const reportName = 'test-report.json';
const reports = ['packages', 'apps', '.']
  .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ parentPath, name }) => join(parentPath, name, reportName))
  .concat(join(root, reportName));
for (const report of reports) rmSync(report, { force: true });

/** Runs a program of node_modules by the Node 24 that runs this process, and returns its status. */
const run = (program, args, env) =>
  spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status;

const turbo = (...args) =>
  run('turbo/bin/turbo', ['run', ...args, '--continue', ...options], {
    // turbo runs each task with the node and the pnpm in PATH.
    PATH: [dirname(process.execPath), dirname(pnpm), process.env.PATH].join(':'),
    TURBO_TELEMETRY_DISABLED: '1',
  });

const jest = () =>
  run('jest/bin/jest.js', [], {
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    // Tests start hundreds of processes that load the same modules.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
  });

const all = options.length === 0;
// A test task of turbo depends on both.
const checked = all ? turbo('check', 'types') : 0;
// With turbo one package at a time, since the tests of each use all processors.
const tested = all ? jest() : turbo('test', '--concurrency=1');

const total = { passed: 0, failed: 0, skipped: 0 };
for (const report of reports.filter(existsSync)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  for (const name of Object.keys(total)) total[name] += counts[name];
}
if (checked !== 0) console.log('Checks or types failed; see above.');
if (tested !== 0 && total.failed === 0) {
  console.log('The run failed although no test did; an error above says why.');
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = checked !== 0 || tested !== 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;
