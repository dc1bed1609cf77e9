import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '@galeria/uploader/process-environment';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { componentDocument } from '../image/component.ts';
import { describeWith } from './support/needs.ts';
import { imageRoot, run } from './support/run.ts';

/** A root folder like the image's, with the units and placeholders of their programs. */
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'galeria-root-'));
  await cp(imageRoot, root, { recursive: true });
  await mkdir(join(root, 'usr/bin'), { recursive: true });
  await writeFile(join(root, 'usr/bin/node-24'), '', { mode: 0o755 });
  await writeFile(join(root, 'etc/passwd'), 'galeria:x:990:990::/:/sbin/nologin\n');
  await writeFile(join(root, 'etc/group'), 'galeria:x:990:\n');
});
afterAll(() => rm(root, { recursive: true }));

const unitFolder = join(imageRoot, 'etc/systemd/system');
const unit = (name: string) => readFile(join(unitFolder, name), 'utf8');

describeWith(['systemd'], () => {
  beforeAll(() =>
    cp('/lib/systemd/system', join(root, 'usr/lib/systemd/system'), {
      recursive: true,
      verbatimSymlinks: true,
    }),
  );

  test('systemd accepts the units', async () => {
    const units = await readdir(unitFolder);
    expect(units.length).toBeGreaterThan(4);
    const verified = await run('systemd-analyze', ['verify', `--root=${root}`, ...units]);
    expect(verified).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('systemd rates the exposure of the uploader at 2.0 or less', async () => {
    const { stdout } = await run('systemd-analyze', [
      'security',
      '--offline=yes',
      '--threshold=20',
      join(unitFolder, 'galeria-uploader.service'),
    ]);
    const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(exposure)).toBeLessThanOrEqual(2);
  });
});

test('the uploader starts only with its volume mounted', async () => {
  const uploader = await unit('galeria-uploader.service');
  expect(uploader).toContain('RequiresMountsFor=/var/lib/galeria\n');
  expect(uploader).toContain('AssertPathIsMountPoint=/var/lib/galeria\n');
  expect(uploader).not.toMatch(/^MemoryDenyWriteExecute=/m);
  expect(await unit('var-lib-galeria.mount')).not.toContain('nofail');
});

test('the uploader is started with the environment of all its processes', async () => {
  const variables = Object.entries(processEnvironment).map(([name, value]) => `${name}=${value}`);
  expect(await unit('galeria-uploader.service')).toContain(
    `\nEnvironment=${variables.join(' ')}\n`,
  );
});

test('the component is one document and enables existing units', async () => {
  const document = JSON.parse(componentDocument({ bucket: 'b', key: 'k' }));
  expect(document.phases.map(({ name }: { name: string }) => name)).toEqual([
    'build',
    'validate',
    'test',
  ]);
  const [, enabled = ''] = /systemctl enable (.*)/.exec(
    document.phases[0].steps.at(-1).inputs.commands[0],
  )!;
  const units = await readdir(unitFolder);
  const ours = enabled.split(' ').filter((name) => name !== 'logrotate.timer');
  expect(units).toEqual(expect.arrayContaining(ours));
  for (const { steps } of document.phases) {
    for (const { action, inputs } of steps) {
      if (action !== 'ExecuteBash') continue;
      const script = join(root, 'step.sh');
      await writeFile(script, inputs.commands[0]);
      expect(await run('bash', ['-n', script])).toMatchObject({ code: 0, stderr: '' });
    }
  }
});

describe('the metrics of a spool', () => {
  const script = join(imageRoot, 'usr/local/lib/galeria/spool-metrics.mjs');

  async function metrics(status: number, body: object) {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const port = String((server.address() as AddressInfo).port);
    const { stdout } = await run(process.execPath, [script, port, 'a', 'galeria-dev']);
    await new Promise((closed) => server.close(closed));
    return JSON.parse(stdout);
  }

  test('are printed as a line in the embedded metric format', async () => {
    const spool = { files: 3, bytes: 4096, oldestSeconds: 12, held: 1 };
    const line = await metrics(200, { status: 'ready', spool });
    expect(line).toMatchObject({
      Stack: 'galeria-dev',
      Cell: 'a',
      Ready: 1,
      SpoolFiles: 3,
      SpoolBytes: 4096,
      SpoolOldest: 12,
      SpoolHeld: 1,
    });
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
    expect([Namespace, Dimensions]).toEqual(['Galeria', [['Stack', 'Cell'], ['Stack']]]);
    for (const { Name } of Metrics) expect(line[Name]).toEqual(expect.any(Number));
  });

  test('of a full spool include its size', async () => {
    const spool = { files: 9, bytes: 8192, oldestSeconds: 60, held: 0 };
    const line = await metrics(507, { code: 'spool-full', spool });
    expect(line).toMatchObject({ Ready: 0, SpoolFiles: 9, SpoolBytes: 8192 });
  });

  test('of a cell that is not ready contain only `Ready`', async () => {
    const line = await metrics(503, { code: 'spool-full' });
    expect(line._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: 'Ready', Unit: 'Count' }]);
    expect(line.Ready).toBe(0);
  });
});

test('the agent collects the two logs without tags', async () => {
  const config = join(root, 'agent.json');
  const { code, stdout } = await run(join(imageRoot, 'usr/local/lib/galeria/send-logs'), [], {
    GALERIA_LOG_GROUP: 'uploader-0a1b2c3',
    GALERIA_AGENT: '/bin/echo',
    GALERIA_AGENT_CONFIG: config,
  });
  expect([code, stdout]).toEqual([0, `-a fetch-config -m ec2 -s -c file:${config}\n`]);
  const { logs, metrics } = JSON.parse(await readFile(config, 'utf8'));
  expect(metrics).toBeUndefined();
  expect(logs.logs_collected.files.collect_list).toMatchObject([
    { file_path: '/var/log/galeria/uploader.log', log_group_name: 'uploader-0a1b2c3' },
    { file_path: '/var/log/galeria/metrics.log', log_group_name: 'uploader-0a1b2c3' },
  ]);
});
