import { describe, expect, test } from '@jest/globals';
import { checkConfig } from '../config/checks.ts';
import type { GaleriaConfig } from '../config/config.ts';
import { defaults } from '../config/defaults.ts';
import { one, record, TIMEOUT_MS } from './support/recording.ts';

const good: GaleriaConfig = { ...defaults, region: 'us-east-1', cells: { a: { zone: 0 } } };

const bad: [string, Partial<GaleriaConfig>, RegExp][] = [
  ['no cell', { cells: {} }, /galeria:cells is empty.*Set cells: \{ a: \{ zone: 0 \} \}/],
  ['an invalid cell name', { cells: { 'A/b': { zone: 0 } } }, /cell "A\/b".*a-z and 0-9/],
  [
    'a third zone',
    JSON.parse('{ "cells": { "a": { "zone": 2 } } }'),
    /zone 2\. Set the zone to 0 or 1/,
  ],
  ['an invalid snapshot id', { cells: { a: { zone: 0, restoreFromSnapshot: 'x' } } }, /"x".*snap-/],
  ['a network that is too small', { cidrBlock: '10.0.0.0/28' }, /\/16 to \/24/],
  ['an invalid network', { cidrBlock: 'ten' }, /cidrBlock is ten/],
  [
    'a zone without VPC origins',
    { zoneIds: ['use1-az3', 'use1-az1'] },
    /use1-az3.*does not support CloudFront VPC origins/,
  ],
  ['one zone', { zoneIds: ['use1-az1'] }, /two different zones/],
  ['an unknown endpoint', { endpoints: ['ec2'] }, /"ec2".*ssm, ssmmessages, logs/],
  ['three endpoint zones', { endpointZones: 3 }, /1 or 2 zones/],
  ['an instance for x64', { instanceType: 't3.small' }, /arm64/],
  ['an invalid image id', { amiId: 'latest' }, /ami-0123456789abcdef0/],
  ['a volume that is too small', { spoolGiB: 1 }, /8 to 16384 GiB/],
  [
    'copies to four regions',
    { snapshotCopyRegions: ['a', 'b', 'c', 'd'] },
    /4 regions.*three at most/,
  ],
  [
    "a copy to the stack's region",
    { snapshotCopyRegions: ['us-east-1'] },
    /us-east-1, the region of the snapshots/,
  ],
  [
    'a maximum concurrency of 1',
    { maximumConcurrency: { image: 1 } },
    /image is 1\. Set it to 2 to 1000/,
  ],
  ['an unknown kind', { maximumConcurrency: { song: 2 } }, /"song", but the kinds are image/],
  ['half an address', { auditAddress: 'half' }, /"half"\. Set it to one of full, truncated, none/],
  ['a path in an origin', { corsOrigins: ['https://a.example/'] }, /has "https:\/\/a\.example\/"/],
  ['any origin', { corsOrigins: ['*'] }, /galeria:corsOrigins has "\*"/],
  ['a bin that is never emptied', { binDays: 9999 }, /9999\. Set it to 0 to 3653 days/],
  ['an audit without an end', { auditDays: 36_500 }, /36500\. Set it to 1 to 3653 days/],
  ['an odd retention', { logRetentionDays: 31 }, /logRetentionDays is 31/],
  [
    'an unknown setting of a cell',
    { cells: { a: { zone: 0, drainin: true } as never } },
    /"drainin" of cell a in galeria:cells\. Did you mean draining\?/,
  ],
  [
    'an unknown setting of the domain',
    { domain: { name: 'a.example', hostedZone: 'Z1' } as never },
    /"hostedZone" in galeria:domain\. Did you mean hostedZoneId\?/,
  ],
  ['a third signing key', { signingKey: 'old' }, /"old"\. Set it to one of current, next/],
  [
    'a replica in the same region',
    { replicateTo: { region: 'us-east-1' } },
    /us-east-1, the region of the originals/,
  ],
  [
    'a replica without an account',
    { replicateTo: { bucketArn: 'arn:aws:s3:::copies' } as never },
    /requires a region, or a bucketArn and an accountId/,
  ],
  ['half a domain', { domain: { name: 'a.example', hostedZoneId: '' } }, /requires both/],
];

describe('an invalid config is refused with a message:', () => {
  test.each(bad)('%s', (_name, wrong, sentence) => {
    expect(() => checkConfig({ ...good, ...wrong })).toThrow(sentence);
  });

  test('a valid config is accepted', () => {
    expect(() => checkConfig(good)).not.toThrow();
  });
});

test(
  'the message ends the program without a stack trace',
  async () => {
    const { exitCode, messages } = await record('dev', { cells: {} });
    expect(exitCode).not.toBe(0);
    const said = messages.join('\n');
    expect(said).toContain('galeria:cells is empty');
    expect(said).not.toMatch(/at .*\.ts:\d+/);
  },
  TIMEOUT_MS,
);

test(
  'an unknown setting ends the program with the name of the nearest one',
  async () => {
    const { exitCode, messages } = await record('dev', { alarmMail: 'a@example.org' });
    expect(exitCode).not.toBe(0);
    expect(messages.join('\n')).toContain('galeria:alarmMail. Did you mean alarmEmail?');
  },
  TIMEOUT_MS,
);

test(
  'a protected stack without an address for alarms gets a warning',
  async () => {
    const { exitCode, messages } = await record('prod');
    expect(exitCode).toBe(0);
    expect(messages.join('\n')).toContain('nobody receives its alarms');
  },
  TIMEOUT_MS,
);

test('logs can be kept for as long as the audit', () => {
  for (const days of [1827, 2192, 2557, 2922, 3288, 3653]) {
    expect(() => checkConfig({ ...good, logRetentionDays: days })).not.toThrow();
  }
});

test(
  'the message for an unavailable zone lists the available ones',
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
  'a public gallery has no signing keys, and with `amiId` no image is built',
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
