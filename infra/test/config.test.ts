import { describe, expect, test } from '@jest/globals';
import { checkConfig } from '../config/checks.ts';
import type { GaleriaConfig } from '../config/config.ts';
import { one, record, TIMEOUT_MS } from './support/recording.ts';

const good: GaleriaConfig = {
  region: 'us-east-1',
  cells: { a: { zone: 0 } },
  cidrBlock: '10.0.0.0/16',
  zoneIds: undefined,
  endpoints: [],
  endpointZones: 1,
  instanceType: 't4g.micro',
  amiId: undefined,
  baseImageDate: '2026-11-01',
  amiRegions: [],
  spoolGiB: 20,
  snapshotCopyRegions: [],
  detailedMonitoring: false,
  protect: false,
  publicGallery: false,
  firstKey: true,
  maximumConcurrency: {},
  logRetentionDays: 30,
  auditAddress: 'full',
  auditDays: 365,
  auditForgetsNames: false,
  alarmEmail: undefined,
  domain: undefined,
  waf: false,
};

const bad: [string, Partial<GaleriaConfig>, RegExp][] = [
  ['no cell', { cells: {} }, /names no cell.*Set cells: \{ a: \{ zone: 0 \} \}/],
  ['a name that is no address', { cells: { 'A/b': { zone: 0 } } }, /cell "A\/b".*a-z and 0-9/],
  ['a third zone', { cells: { a: { zone: 2 } } }, /zone 2: there are two zones/],
  [
    'a snapshot of another name',
    { cells: { a: { zone: 0, restoreFromSnapshot: 'x' } } },
    /"x".*snap-/,
  ],
  ['a network that is too small', { cidrBlock: '10.0.0.0/28' }, /\/16 to \/24/],
  ['a network that is none', { cidrBlock: 'ten' }, /cidrBlock is ten/],
  ['a zone without VPC origins', { zoneIds: ['use1-az3', 'use1-az1'] }, /use1-az3.*no VPC origins/],
  ['one zone', { zoneIds: ['use1-az1'] }, /two different zones/],
  ['an unknown endpoint', { endpoints: ['ec2'] }, /"ec2".*ssm, ssmmessages, logs/],
  ['three endpoint zones', { endpointZones: 3 }, /1 zone or in 2/],
  ['an instance for x64', { instanceType: 't3.small' }, /arm64/],
  ['an image that is none', { amiId: 'latest' }, /ami-0123456789abcdef0/],
  ['a volume that is too small', { spoolGiB: 1 }, /8 to 16384 GiB/],
  [
    'copies to four regions',
    { snapshotCopyRegions: ['a', 'b', 'c', 'd'] },
    /4 regions.*three at most/,
  ],
  ['a copy to where it is', { snapshotCopyRegions: ['us-east-1'] }, /are already/],
  [
    'a maximum concurrency of 1',
    { maximumConcurrency: { image: 1 } },
    /image is 1: Lambda takes 2/,
  ],
  ['an unknown kind', { maximumConcurrency: { song: 2 } }, /"song", but the kinds are image/],
  ['half an address', { auditAddress: 'half' }, /"half".*full, truncated, none can be kept/],
  ['an audit without an end', { auditDays: 36_500 }, /36500: the audit is kept for 1 to 3653 days/],
  ['an odd retention', { logRetentionDays: 31 }, /logRetentionDays is 31/],
  ['half a domain', { domain: { name: 'a.example', hostedZoneId: '' } }, /needs both/],
];

describe('config is answered with a sentence:', () => {
  test.each(bad)('%s', (_name, wrong, sentence) => {
    expect(() => checkConfig({ ...good, ...wrong })).toThrow(sentence);
  });

  test('and what is right is taken', () => {
    expect(() => checkConfig(good)).not.toThrow();
  });
});

test(
  'the sentence ends the program, without a stack trace',
  async () => {
    const { exitCode, messages } = await record('dev', { cells: {} });
    expect(exitCode).not.toBe(0);
    const said = messages.join('\n');
    expect(said).toContain('galeria:cells names no cell');
    expect(said).not.toMatch(/at .*\.ts:\d+/);
  },
  TIMEOUT_MS,
);

test(
  'a zone that the region does not offer is answered with the ones that it does',
  async () => {
    const { exitCode, messages } = await record('dev', { zoneIds: ['use1-az1', 'use1-az9'] });
    expect(exitCode).not.toBe(0);
    expect(messages.join('\n')).toContain(
      'use1-az9, but us-east-1 offers this account use1-az3, use1-az1, use1-az2',
    );
  },
  TIMEOUT_MS,
);

test(
  'a public gallery has no keys, and a named image is not baked',
  async () => {
    const recorded = await record('dev', { publicGallery: true, amiId: 'ami-0123456789abcdef0' });
    const types = recorded.resources.map(({ type }) => type).join('\n');
    expect(types).not.toMatch(/KeyGroup|PublicKey|tls:|imagebuilder/);
    const { inputs } = one(recorded, 'aws:cloudfront/distribution:Distribution');
    expect(inputs.orderedCacheBehaviors[0].trustedKeyGroups).toBeUndefined();
    expect(one(recorded, 'aws:ec2/launchTemplate:LaunchTemplate').inputs.imageId).toBe(
      'ami-0123456789abcdef0',
    );
  },
  TIMEOUT_MS,
);
