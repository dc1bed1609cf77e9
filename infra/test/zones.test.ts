import { expect, test } from '@jest/globals';
import { one, record, TIMEOUT_MS } from './support/recording.ts';

/** A network in the second and third zone, although the first one supports VPC origins, too. */
const network = {
  subnets: [
    { id: 'd', availabilityZoneId: 'euw1-az1', cidrBlock: '10.0.192.0/20' },
    { id: 'b', availabilityZoneId: 'euw1-az3', cidrBlock: '10.0.64.0/20' },
    { id: 'a', availabilityZoneId: 'euw1-az3', cidrBlock: '10.0.0.0/18' },
    { id: 'c', availabilityZoneId: 'euw1-az1', cidrBlock: '10.0.128.0/18' },
  ],
};
const eu = { 'aws:region': 'eu-west-1', cells: { a: { zone: 0 }, b: { zone: 1 } } };

test(
  'a stack stays in the zones of its network when AWS lists others first',
  async () => {
    const recorded = await record('dev', eu, network);
    expect(recorded.exitCode).toBe(0);
    const { availabilityZoneNames } = one(recorded, 'awsx:ec2:Vpc').inputs;
    expect(availabilityZoneNames).toEqual(['eu-west-1b', 'eu-west-1c']);
    const { availabilityZone } = one(recorded, 'aws:ebs/volume:Volume', 'cell-b').inputs;
    expect(availabilityZone).toBe('eu-west-1c');
  },
  TIMEOUT_MS,
);

test(
  'other zones than those of the network are refused',
  async () => {
    const config = { ...eu, zoneIds: ['euw1-az2', 'euw1-az3'] };
    const { exitCode, messages } = await record('dev', config, network);
    expect(exitCode).not.toBe(0);
    expect(messages.join('\n')).toContain(
      'names euw1-az2, euw1-az3, but the network of this stack is in euw1-az3, euw1-az1',
    );
  },
  TIMEOUT_MS,
);

test(
  'a cell cannot move to another zone than that of its volume',
  async () => {
    const outputs = { 'aws:ebs/volume:Volume cell-a': { availabilityZone: 'us-east-1b' } };
    const { exitCode, messages, resources } = await record(
      'dev',
      { cells: { a: { zone: 1 } } },
      { outputs },
    );
    expect(exitCode).not.toBe(0);
    const said = messages.join('\n');
    expect(said).toContain('puts a in zone 1 (us-east-1c), but its volume is in us-east-1b');
    expect(said).toContain('Set its zone to 0');
    expect(said).not.toMatch(/at .*\.ts:\d+/);
    expect(resources.filter(({ type }) => type.endsWith(':Instance'))).toEqual([]);
  },
  TIMEOUT_MS,
);
