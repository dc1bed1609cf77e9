import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ROLES, SERVICES } from '../bootstrap/statements.ts';
import { type Recording, type Registered, record, TIMEOUT_MS } from './support/recording.ts';
import { variants } from './support/variants.ts';

const workflows = new URL('../../.github/workflows/', import.meta.url);
const workflow = (name: string) => parse(readFileSync(new URL(name, workflows), 'utf8'));

/** The service of IAM's actions for the modules of the provider that have another name. */
const SERVICE_OF: Readonly<Record<string, string>> = {
  ebs: 'ec2',
  lb: 'elasticloadbalancing',
  vpc: 'ec2',
};

type Made = Pick<Registered, 'type' | 'name' | 'inputs'>;

let bootstrap: Made[];
let recorded: Recording;

const policyOf = (role: string) => {
  const found = bootstrap.find(
    ({ type, name }) => type === 'aws:iam/rolePolicy:RolePolicy' && name === role,
  );
  return JSON.parse(found!.inputs.policy).Statement;
};
const trustOf = (role: string) =>
  JSON.parse(
    bootstrap.find(({ type, name }) => type === 'aws:iam/role:Role' && name === role)!.inputs
      .assumeRolePolicy,
  ).Statement[0].Condition.StringEquals['token.actions.githubusercontent.com:sub'];

beforeAll(async () => {
  const program = fileURLToPath(new URL('./support/bootstrap.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    env: { PATH: process.env.PATH, PULUMI_NODEJS_PROJECT: 'galeria-bootstrap' },
  });
  bootstrap = JSON.parse(stdout);
  const { stack, config } = variants['prod with everything'];
  recorded = await record(stack, config);
}, TIMEOUT_MS);

test('every action of a workflow is pinned by its commit', () => {
  for (const name of readdirSync(workflows)) {
    const uses = readFileSync(new URL(name, workflows), 'utf8').match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/^uses: [\w/-]+@[0-9a-f]{40} # v[\d.]+$/);
  }
});

test('a deployment needs approval, is never cancelled, and only it changes anything', () => {
  const { jobs, concurrency } = workflow('deploy.yml');
  expect(jobs.deploy.environment).toBe('production');
  expect(concurrency['cancel-in-progress']).toBe(false);
  for (const name of readdirSync(workflows)) {
    const text = readFileSync(new URL(name, workflows), 'utf8');
    expect([name, / pulumi up /.test(text)]).toEqual([name, name === 'deploy.yml']);
    expect([name, text.includes('DEPLOY_ROLE')]).toEqual([name, name === 'deploy.yml']);
  }
  expect(workflow('preview.yml').jobs.preview.if).toContain(
    'head.repo.full_name == github.repository',
  );
});

test('only an approved job gets the role that deploys', () => {
  expect(trustOf('galeria-deploy')).toEqual(['repo:someone/galeria:environment:production']);
  expect(trustOf('galeria-preview').join()).not.toMatch(/environment|\*/);
});

test('the role of previews changes nothing but locks of the state', () => {
  const changing = policyOf('galeria-preview').filter(({ Action }: { Action: string[] }) =>
    Action.some((action) => !/^(s3:(Get|List)|kms:(Decrypt|GenerateDataKey)$)/.test(action)),
  );
  expect(changing).toEqual([
    expect.objectContaining({ Resource: ['arn:aws:s3:::state/.pulumi/locks/*'] }),
  ]);
});

test('the role that deploys covers every service and role of the program', () => {
  const services = recorded.resources
    .filter(({ type, custom }) => custom && type.startsWith('aws:'))
    .map(({ type }) => type.split(/[:/]/)[1]!)
    .map((module) => SERVICE_OF[module] ?? module);
  const used = new Set(services.filter((service) => service !== 'iam'));
  expect([...used].filter((service) => !SERVICES.includes(service))).toEqual([]);
  const roles = recorded.resources.filter(({ type }) => type === 'aws:iam/role:Role');
  expect(roles.map(({ name }) => name).sort()).toEqual([...ROLES].sort());
});

test('the state is versioned, private, encrypted with its own key, and not deletable', () => {
  const types = bootstrap.map(({ type }) => type.split(':').at(-1));
  expect(types).toEqual(expect.arrayContaining(['BucketVersioning', 'BucketPublicAccessBlock']));
  const encryption = bootstrap.find(({ type }) =>
    type.endsWith(':BucketServerSideEncryptionConfiguration'),
  )!;
  expect(encryption.inputs.rules[0].applyServerSideEncryptionByDefault).toEqual({
    sseAlgorithm: 'aws:kms',
    kmsMasterKeyId: 'arn-of-state',
  });
  expect(policyOf('galeria-deploy')).toContainEqual(
    expect.objectContaining({
      Effect: 'Deny',
      Action: expect.arrayContaining(['s3:DeleteObjectVersion', 's3:DeleteBucket']),
    }),
  );
});
