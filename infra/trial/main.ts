/**
 * Tries Galeria in an AWS account: an ephemeral stack, an upload of each kind, search, deletion, the
 * restore of a cell, destruction. Writes a report with times and costs to standard output.
 *
 * usage: pnpm trial [--region REGION] [--keep]     with AWS credentials and the AWS CLI
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import * as automation from '@pulumi/pulumi/automation/index.js';
import { defaults } from '../config/defaults.ts';
import { atRest, total } from '../cost/cost.ts';
import { exercise, type Step } from './exercise.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    region: { type: 'string', default: 'us-east-1' },
    keep: { type: 'boolean', default: false },
  },
});

const READY_MS = 600_000;
const seed = Math.floor(Date.now() / 1000);
const stackName = `trial${seed}`;
const cells = { a: { zone: 0 } } as const;
const settings = {
  cells,
  endpoints: ['logs'],
  endpointZones: 1,
  instanceType: 't4g.micro',
  spoolGiB: 20,
};

const say = (line: string) => process.stderr.write(`trial: ${line}\n`);
const steps: Step[] = [];
const timed = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  say(name);
  const began = performance.now();
  const result = await run();
  steps.push({ name, ms: Math.round(performance.now() - began) });
  return result;
};

const { version } = createRequire(import.meta.url)('@pulumi/pulumi/package.json');
const stack = await automation.LocalWorkspace.createStack(
  { stackName, workDir: root },
  { pulumiCommand: await automation.PulumiCommand.install({ version }) },
);
await stack.setConfig('aws:region', { value: values.region });
for (const [name, value] of Object.entries(settings)) {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  await stack.setConfig(`galeria:${name}`, { value: text });
}

const onOutput = (text: string) => process.stderr.write(text);
try {
  const { outputs } = await timed('up', () => stack.up({ onOutput }));
  const key: string = outputs.firstKey?.value;
  steps.push(...(await exercise({ url: outputs.url?.value, key, readyMs: READY_MS }, seed)));
  await timed('restore a cell', () =>
    promisify(execFile)('infra/drill/restore-drill', [stackName, 'a'], { cwd: root }),
  );
} finally {
  if (values.keep)
    say(`Kept the stack ${stackName}: pnpm galeria destroy-help --stack ${stackName}`);
  else {
    // The files were deleted, so that the buckets are empty but for upload records.
    await timed('destroy', () => stack.destroy({ onOutput })).catch((error: Error) =>
      say(`${error.message}\nRun pnpm galeria destroy-help --stack ${stackName}`),
    );
  }
}

const hours = steps.reduce((sum, { ms }) => sum + ms, 0) / 3_600_000;
const config = { ...defaults, ...settings, region: values.region };
for (const { name, ms } of steps) console.log(`${name.padEnd(24)}${(ms / 1000).toFixed(1)} s`);
console.log(`about $${total(atRest(config, hours)).toFixed(2)}, by the prices of docs/deploy.md`);
