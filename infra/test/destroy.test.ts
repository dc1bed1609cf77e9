import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { destroySteps } from '../destroy/steps.ts';
import { stepsBetween } from './support/engine.ts';
import { record, TIMEOUT_MS } from './support/recording.ts';
import { run } from './support/run.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-destroy-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(name: string, script: string): Promise<void> {
  await writeFile(
    join(folder, name),
    `#!/bin/sh\necho "${name} $*" >>${folder}/calls\n${script}\n`,
  );
  await chmod(join(folder, name), 0o755);
}

test(
  'buckets are deleted after everything that uses them, and only code is deleted with its bucket',
  async () => {
    const recorded = await record('dev');
    const steps = stepsBetween(recorded, { ...recorded, resources: [] });
    const at = (step: string) => {
      expect(steps).toContain(step);
      return steps.indexOf(step);
    };
    expect(at('delete BucketNotification originals')).toBeLessThan(at('delete Bucket originals'));
    for (const user of ['Function image-processor', 'Instance cell-a', 'Distribution edge']) {
      expect(at(`delete ${user}`)).toBeLessThan(at('delete Bucket gallery'));
      expect(at(`delete ${user}`)).toBeLessThan(at('delete Bucket artefacts'));
    }
    expect(at('delete Invocation cell-a')).toBeLessThan(at('delete Function gate'));
    expect(steps).toContain('let go of Volume cell-a');
  },
  TIMEOUT_MS,
);

test('the printed commands destroy, empty both buckets page by page, and destroy again', async () => {
  const page = '{ "Objects": [ { "Key": "a", "VersionId": "1" } ] }';
  await program('pulumi', '');
  // Each bucket has two pages of versions.
  await program(
    'aws',
    `cd ${folder}
case "$*" in
  *list-object-versions*)
    for bucket in one two; do case "$*" in *"--bucket $bucket "*)
      pages=$(cat $bucket 2>/dev/null || echo 2)
      if [ "$pages" -gt 0 ]; then echo $((pages - 1)) >$bucket; echo '${page}'; else printf '{\\n  "Objects": []\\n}\\n'; fi
    esac; done;;
esac`,
  );
  const script = destroySteps({ name: 'dev', region: 'eu-west-1', buckets: ['one', 'two'] });
  const { code, stderr } = await run('bash', ['-e', '-c', script], {
    PATH: `${folder}:${process.env.PATH}`,
    PWD: folder,
  });
  expect([code, stderr]).toEqual([0, '']);
  const calls = (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');
  const done = calls.map((call) => call.split(' --')[0]);
  expect(done).toEqual([
    'pulumi config set galeria:protect false -s dev',
    'pulumi up -s dev',
    'pulumi destroy -s dev',
    ...['one', 'two'].flatMap(() => [
      ...Array(2).fill(['aws s3api list-object-versions', 'aws s3api delete-objects']).flat(),
      'aws s3api list-object-versions',
    ]),
    'pulumi destroy -s dev',
    'pulumi stack rm dev',
    'aws resourcegroupstaggingapi get-resources',
  ]);
  expect(calls.find((call) => call.includes('delete-objects'))).toContain('"VersionId": "1"');
});
