// pnpm coverage [package …]: runs the tests of all packages, or of those named, in one run of Jest
// with its own coverage, and prints the lines of each package and their total. What runs in child
// processes and browsers is not counted.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { root } from './bootstrap/root.mjs';

const wanted = process.argv.slice(2);
const folder = join(root, 'node_modules/.cache/coverage');
const summary = join(folder, 'coverage-summary.json');
rmSync(summary, { force: true });

const sources = [
  '**/*.ts',
  '!**/{bench,dev,dist,fuzz,node_modules,test}/**',
  '!**/*.d.ts',
  // Generated types.
  '!**/src/client/schema.ts',
];
const options = [
  '--coverage',
  '--coverageProvider=v8',
  '--coverageReporters=json-summary',
  `--coverageDirectory=${folder}`,
  ...sources.map((pattern) => `--collectCoverageFrom=${pattern}`),
  ...(wanted.length > 0 ? ['--selectProjects', ...wanted] : []),
];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), ...options],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    },
  },
);

/** `packages/media` or `infra`, of the path of a source file. */
const packageOf = (file) => /^(?:packages|apps)\/[^/]+|^[^/]+/.exec(relative(root, file))[0];

/** @type {Map<string, { covered: number, total: number }>} */
const packages = new Map();
const files = existsSync(summary) ? JSON.parse(readFileSync(summary, 'utf8')) : {};
for (const [file, { lines }] of Object.entries(files)) {
  const name = packageOf(file);
  // The tests of a package also load others.
  if (file === 'total' || (wanted.length > 0 && !wanted.includes(basename(name)))) continue;
  for (const key of [name, 'total']) {
    const { covered, total } = packages.get(key) ?? { covered: 0, total: 0 };
    packages.set(key, { covered: covered + lines.covered, total: total + lines.total });
  }
}
const { total, ...rest } = Object.fromEntries(packages);
for (const [name, lines] of [...Object.entries(rest).sort(), ['total', total]]) {
  if (!lines?.total) continue;
  const percent = ((100 * lines.covered) / lines.total).toFixed(1);
  console.log(`${name}: ${percent} % (${lines.covered} of ${lines.total} lines)`);
}
if (status !== 0) console.log('Some tests failed; see above.');
process.exitCode = status !== 0 || !total?.total ? 1 : 0;
