import { beforeAll, expect, test } from '@jest/globals';
import { stepsBetween } from './support/engine.ts';
import { type Recording, record, TIMEOUT_MS } from './support/recording.ts';

const AMI = { old: 'ami-00000000000000001', new: 'ami-00000000000000002' };

const two = { a: { zone: 0 }, b: { zone: 1 } };

/** The life of a fleet: each is what the config says at a time. */
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

/** A cell's instance goes last and comes first; its passage is the other way round. */
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

/** Steps of one cell and of no other, listener rules and target groups left out. */
const ofCells = (steps: readonly string[]) =>
  steps.filter((step) =>
    / (Invocation|TargetGroupAttachment|VolumeAttachment|Instance) cell-/.test(step),
  );

test('at first the cells boot one after the other', () => {
  expect(ofCells(stepsBetween(undefined, life.begun))).toEqual([...comes('a'), ...comes('b')]);
});

test('a new image replaces one cell after the other, each drained first and passed last', () => {
  const steps = stepsBetween(life.begun, life.renewed);
  expect(steps).toEqual([
    'update LaunchTemplate cell',
    ...leaves('a'),
    ...comes('a'),
    ...leaves('b'),
    ...comes('b'),
  ]);
});

test('the same program again changes nothing, and going back is the same way', () => {
  expect(stepsBetween(life.renewed, life.renewed)).toEqual([]);
  expect(stepsBetween(life.renewed, life.begun)).toEqual(stepsBetween(life.begun, life.renewed));
});

test('a new cell leaves the others alone', () => {
  const steps = stepsBetween(life.renewed, life.grown);
  expect(ofCells(steps)).toEqual(comes('c'));
  expect(steps.filter((step) => !step.startsWith('create '))).toEqual([]);
});

test('a cell that drains takes no new uploads, and keeps its own resumable ones', () => {
  expect(stepsBetween(life.grown, life.draining)).toEqual([
    'update Invocation cell-c',
    'delete TargetGroupAttachment cell-c-new',
  ]);
});

test('a cell that leaves lets go of its volume, and no other is touched', () => {
  const steps = stepsBetween(life.draining, life.left);
  expect(ofCells(steps)).toEqual(leaves('c').filter((step) => !step.includes('cell-c-new')));
  expect(steps).toContain('let go of Volume cell-c');
  expect(steps.every((step) => /cell-c/.test(step))).toBe(true);
});

test('without draining first, a protected volume does not let its cell go', () => {
  expect(() => stepsBetween(life.grown, life.left)).toThrow('Volume::cell-c is protected');
});

test('a restored cell comes with its volume, and the load balancer does not know it', () => {
  expect(stepsBetween(life.left, life.restored)).toEqual([
    'create Volume cell-r1',
    'create Instance cell-r1',
    'create VolumeAttachment cell-r1',
  ]);
});
