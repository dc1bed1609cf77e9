// pnpm coverage [package …]: runs the tests of each package, or of those named, with Jest's own
// coverage, and prints one total of lines. What runs in child processes and browsers is not counted.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './bootstrap/root.mjs';

const wanted = process.argv.slice(2);
const packages = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .concat(join(root, 'infra'))
  .filter((folder) => existsSync(join(folder, 'test')))
  .filter((folder) => wanted.length === 0 || wanted.includes(basename(folder)));

const sources = [
  '**/*.ts',
  '!**/{bench,dev,dist,fuzz,node_modules,test}/**',
  '!**/*.d.ts',
  // Generated types.
  '!src/client/schema.ts',
];
const options = [
  '--coverage',
  '--coverageProvider=v8',
  '--coverageReporters=json-summary',
  ...sources.map((pattern) => `--collectCoverageFrom=${pattern}`),
];

const total = { covered: 0, total: 0 };
let failed = false;

function count(name, { covered, total: lines }) {
  const percent = lines === 0 ? 100 : (100 * covered) / lines;
  console.log(`${name}: ${percent.toFixed(1)} % (${covered} of ${lines} lines)`);
}

for (const folder of packages) {
  const { status } = spawnSync(join(folder, 'node_modules/.bin/jest'), options, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    },
  });
  failed ||= status !== 0;
  const summary = join(folder, 'coverage/coverage-summary.json');
  if (!existsSync(summary)) continue;
  const { lines } = JSON.parse(readFileSync(summary, 'utf8')).total;
  total.covered += lines.covered;
  total.total += lines.total;
  count(basename(folder), lines);
}
count('total', total);
if (failed) console.log('Some tests failed; see above.');
process.exitCode = failed || total.total === 0 ? 1 : 0;
