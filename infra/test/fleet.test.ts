import { beforeAll, expect, test } from '@jest/globals';
import { stepsBetween } from './support/engine.ts';
import { type Recording, record, TIMEOUT_MS } from './support/recording.ts';

const AMI = { old: 'ami-00000000000000001', new: 'ami-00000000000000002' };

const two = { a: { zone: 0 }, b: { zone: 1 } };

/** The configurations of a fleet over time. */
const ages = {
  begun: { cells: two, amiId: AMI.old },
  renewed: { cells: two, amiId: AMI.new },
  grown: { cells: { ...two, c: { zone: 0 } }, amiId: AMI.new },
  draining: { cells: { ...two, c: { zone: 0, draining: true } }, amiId: AMI.new },
  left: { cells: two, amiId: AMI.new },
  restored: {
    cells: { ...two, r1: { zone: 0, restoreFromSnapshot: 'snap-0123456789abcdef0' } },
    amiId: AMI.new,
  },
};

let life: Record<keyof typeof ages, Recording>;

beforeAll(async () => {
  const entries = Object.entries(ages).map(async ([age, config]) => [
    age,
    await record('prod', config),
  ]);
  life = Object.fromEntries(await Promise.all(entries));
  for (const { exitCode } of Object.values(life)) expect(exitCode).toBe(0);
}, TIMEOUT_MS);

/** The steps of removing a cell: its invocation first, its instance last. Creating is in reverse. */
const leaves = (cell: string) => [
  `delete Invocation cell-${cell}`,
  `delete TargetGroupAttachment cell-${cell}-new`,
  `delete TargetGroupAttachment cell-${cell}`,
  `delete VolumeAttachment cell-${cell}`,
  `delete Instance cell-${cell}`,
];
const comes = (cell: string) => [
  `create Instance cell-${cell}`,
  `create VolumeAttachment cell-${cell}`,
  `create TargetGroupAttachment cell-${cell}`,
  `create TargetGroupAttachment cell-${cell}-new`,
  `create Invocation cell-${cell}`,
];

/** Filters the steps of cells, without listener rules and target groups. */
const ofCells = (steps: readonly string[]) =>
  steps.filter((step) =>
    / (Invocation|TargetGroupAttachment|VolumeAttachment|Instance) cell-/.test(step),
  );

/** Leaves out the alarms and the dashboard, which follow the cells. */
const besidesMonitoring = (steps: readonly string[]) =>
  steps.filter((step) => !/ (MetricAlarm|Dashboard) /.test(step));

test('the first deployment boots one cell after the other', () => {
  expect(ofCells(stepsBetween(undefined, life.begun))).toEqual([...comes('a'), ...comes('b')]);
});

test('a new image replaces one cell after the other, each drained first and health-checked last', () => {
  const steps = stepsBetween(life.begun, life.renewed);
  expect(steps).toEqual([
    'update LaunchTemplate cell',
    ...leaves('a'),
    ...comes('a'),
    ...leaves('b'),
    ...comes('b'),
  ]);
});

test('the same program changes nothing, and a rollback takes the same steps', () => {
  expect(stepsBetween(life.renewed, life.renewed)).toEqual([]);
  expect(stepsBetween(life.renewed, life.begun)).toEqual(stepsBetween(life.begun, life.renewed));
});

test('a new cell does not change the others', () => {
  const steps = stepsBetween(life.renewed, life.grown);
  expect(ofCells(steps)).toEqual(comes('c'));
  expect(besidesMonitoring(steps).filter((step) => !step.startsWith('create '))).toEqual([]);
});

test('a draining cell accepts no new uploads and continues its resumable ones', () => {
  expect(stepsBetween(life.grown, life.draining)).toEqual([
    // Without the tag for snapshots.
    'update Volume cell-c',
    // New parts of parallel uploads go to another cell.
    'update ListenerRule cell-c-concat',
    'update Invocation cell-c',
    'delete TargetGroupAttachment cell-c-new',
  ]);
});

test('a removed cell retains its volume, and no other cell changes', () => {
  const steps = stepsBetween(life.draining, life.left);
  expect(ofCells(steps)).toEqual(leaves('c').filter((step) => !step.includes('cell-c-new')));
  expect(steps).toContain('let go of Volume cell-c');
  expect(besidesMonitoring(steps).every((step) => /cell-c/.test(step))).toBe(true);
  expect(steps).toContain('delete MetricAlarm cell-c-ready');
});

test('a protected volume prevents removing a cell that was not drained', () => {
  expect(() => stepsBetween(life.grown, life.left)).toThrow('Volume::cell-c is protected');
});

test('a restored cell has its volume and no target group', () => {
  expect(besidesMonitoring(stepsBetween(life.left, life.restored))).toEqual([
    'create Volume cell-r1',
    'create Instance cell-r1',
    'create VolumeAttachment cell-r1',
  ]);
});
