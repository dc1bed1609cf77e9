import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { alarmCount, atRest, ofUse, total } from '../cost/cost.ts';
import { HOURS_A_MONTH, PRICES_OF } from '../cost/prices.ts';
import { stackSettings } from '../cost/stack-settings.ts';
import { costTable } from '../cost/table.ts';
import { ofType, record, TIMEOUT_MS } from './support/recording.ts';

const dev = stackSettings('dev');
const prod = stackSettings('prod');

test('docs/deploy.md has the table and the date of the prices', () => {
  const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
  expect(page).toContain(`\n\n${costTable({ dev, prod })}\n\n`);
  expect(page).toContain(`Prices of ${PRICES_OF}`);
});

test(
  'the table counts the alarms that a stack has',
  async () => {
    const recorded = await record('prod');
    const alarms = ofType(recorded, 'aws:cloudwatch/metricAlarm:MetricAlarm');
    expect(alarmCount(prod)).toBe(alarms.length);
    const endpoints = ofType(recorded, 'aws:ec2/vpcEndpoint:VpcEndpoint').filter(
      ({ inputs }) => inputs.vpcEndpointType === 'Interface',
    );
    const line = atRest(prod).find(({ name }) => name === 'interface endpoints');
    expect(line?.count).toBe(endpoints.length * prod.endpointZones);
  },
  TIMEOUT_MS,
);

test('half a month costs half, and use adds to it', () => {
  expect(total(atRest(prod, HOURS_A_MONTH / 2))).toBeCloseTo(total(atRest(prod)) / 2);
  const photos = ofUse({ photos: 10_000, songs: 0 }, prod);
  expect(total(photos)).toBeGreaterThan(0);
  expect(total(ofUse({ photos: 20_000, songs: 0 }, prod))).toBeCloseTo(2 * total(photos));
  const copied = { ...prod, replicateTo: { region: 'eu-west-1' } };
  expect(total(ofUse({ photos: 1, songs: 0 }, copied))).toBeGreaterThan(
    total(ofUse({ photos: 1, songs: 0 }, prod)),
  );
});

test('an instance type without a price is refused', () => {
  expect(() => atRest({ ...dev, instanceType: 'c8g.large' })).toThrow('no price of c8g.large');
});
