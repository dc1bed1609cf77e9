import { describe, expect, test } from '@jest/globals';
import type { Arrival } from '../src/events/arrival.ts';
import { judgeEvents } from '../src/judge/events.ts';
import type { Found } from '../src/judge/findings.ts';
import { type Generations, judgeGenerations } from '../src/judge/generations.ts';
import { judge } from '../src/judge/judge.ts';
import { judgeOffsets } from '../src/judge/offsets.ts';
import { differences } from '../src/judge/snapshot.ts';
import type { SentFile, SentRequest } from '../src/traffic/ledger.ts';
import { makePicture } from '../src/traffic/pictures.ts';

const file = (name: string): SentFile => ({ id: `id-${name}`, filename: name, expected: 'ready' });
const request = (outcome: SentRequest['outcome'], ...names: string[]): SentRequest => ({
  files: names.map(file),
  outcome,
  part: 'crash',
});
const whole = (name: string): Found => ({
  status: 'ready',
  filenames: [name],
  exactBytes: true,
  outcomes: ['ready'],
});

/** The faults that are found where these files are there as described. */
const faults = (sent: SentRequest, there: Record<string, Partial<Found>>, diskFaults = 0) =>
  judge(
    [sent],
    new Map(
      Object.entries(there).map(([name, found]) => [`id-${name}`, { ...whole(name), ...found }]),
    ),
    { diskFaults, powerCut: false },
  ).map(({ fault }) => fault);

test('a complete request has no findings, acknowledged or not', () => {
  expect(faults(request('acknowledged', 'a', 'b'), { a: {}, b: {} })).toEqual([]);
  expect(faults(request('unanswered', 'a', 'b'), { a: {}, b: {} })).toEqual([]);
  expect(faults(request('unanswered', 'a', 'b'), {})).toEqual([]);
});

test('an acknowledged file without its item or its upload is lost', () => {
  expect(faults(request('acknowledged', 'a', 'b'), { a: {} })).toEqual(['lost']);
  expect(faults(request('acknowledged', 'a'), { a: { filenames: ['another'] } })).toEqual(['lost']);
});

test('a part of a request that was not acknowledged is a fault', () => {
  expect(faults(request('unanswered', 'a', 'b'), { b: {} })).toEqual(['partial']);
});

test('other bytes, an open end, a wrong end and a second record are distinguished', () => {
  const sent = request('acknowledged', 'a');
  expect(faults(sent, { a: { exactBytes: false } })).toEqual(['other-bytes']);
  expect(faults(sent, { a: { status: 'processing' } })).toEqual(['stuck']);
  expect(faults(sent, { a: { filenames: ['a', 'a'] } })).toEqual(['recorded-twice']);
  expect(faults(sent, { a: { outcomes: ['superseded'] } })).toEqual(['attempt-missing']);
  const failed = { status: 'failed', outcomes: ['failed'] };
  expect(faults(sent, { a: { ...failed, failure: 'corrupt' } })).toEqual(['wrong-status']);
  expect(faults(sent, { a: { ...failed, failure: 'retries-exhausted' } })).toEqual([]);
});

test('retries may only be exhausted where processors are killed', () => {
  const given = { a: { status: 'failed', outcomes: [], failure: 'retries-exhausted' } };
  expect(faults(request('acknowledged', 'a'), given)).toEqual([]);
  expect(faults({ ...request('acknowledged', 'a'), part: 'away' }, given)).toEqual([
    'wrong-status',
  ]);
});

test('an acknowledged offset that is not there any more is lost', () => {
  const verdict = (offset: number | undefined, mayBeComplete = false) =>
    judgeOffsets([{ upload: '/tus/a/1', acknowledged: 100, mayBeComplete, offset }]).map(
      ({ fault }) => fault,
    );
  expect([verdict(100), verdict(250), verdict(undefined, true)]).toEqual([[], [], []]);
  expect([verdict(99), verdict(undefined), verdict(99, true)]).toEqual([
    ['offset-lost'],
    ['offset-lost'],
    ['offset-lost'],
  ]);
});

describe('a picture that is deleted and uploaded again', () => {
  const generations = (more: Partial<Generations>): Generations => ({
    ...{ id: 'id', expected: 'ready', part: 'outage', deleted: 1, generation: 1 },
    deletedUploads: ['old'],
    ...more,
  });
  const verdict = (...seen: Parameters<typeof judgeGenerations>) =>
    judgeGenerations(...seen).map(({ fault }) => fault);
  const tombstone = { status: 'deleted', generation: 1 };
  const second = { status: 'ready', generation: 2 };

  test('has no findings in its expected state', () => {
    expect(verdict(generations({}), undefined, tombstone)).toEqual([]);
    expect(verdict(generations({ current: 'new' }), whole('new'), second)).toEqual([]);
    expect(verdict(generations({ unanswered: 'new' }), whole('new'), second)).toEqual([]);
    expect(verdict(generations({ unanswered: 'new' }), undefined, tombstone)).toEqual([]);
    // A deletion broke off, and the next one ended another generation.
    const third = { ...second, generation: 3 };
    expect(verdict(generations({ current: 'new', generation: 2 }), whole('new'), third)).toEqual(
      [],
    );
  });

  test('is found if it exists again, is lost or was never deleted', () => {
    expect(verdict(generations({}), whole('old'), tombstone)).toContain('resurrected');
    expect(verdict(generations({}), undefined, { status: 'deleting', generation: 1 })).toEqual([
      'resurrected',
    ]);
    const both = { ...whole('new'), filenames: ['old', 'new'] };
    expect(verdict(generations({ current: 'new' }), both, second)).toEqual(['resurrected']);
    expect(verdict(generations({ current: 'new' }), undefined, tombstone)).toEqual(['lost']);
    expect(
      verdict(generations({ current: 'new' }), whole('new'), { ...second, generation: 3 }),
    ).toEqual(['generation']);
    expect(
      verdict(generations({ deleteFailed: true, current: 'new' }), whole('new'), second),
    ).toEqual(['delete-failed']);
  });
});

test('a refusal is a fault unless the cell was down', () => {
  expect(faults({ ...request('refused', 'a'), status: 502 }, {})).toEqual([]);
  expect(faults({ ...request('refused', 'a'), status: 500 }, {})).toEqual(['refused']);
});

test('a failing disk explains 500 and 507 while disks fail, and nothing else', () => {
  for (const status of [500, 507]) {
    const sent = { ...request('refused', 'a'), status };
    expect(faults(sent, {}, 0.01)).toEqual([]);
    expect(faults(sent, {})).toEqual(['refused']);
    expect(faults({ ...sent, part: 'away' }, {}, 0.01)).toEqual(['refused']);
  }
  expect(faults({ ...request('refused', 'a'), status: 413 }, {}, 0.01)).toEqual(['refused']);
});

test('an added, removed or changed row or object is a difference', () => {
  const before = new Map([
    ['same', '1'],
    ['changed', '1'],
    ['gone', '1'],
  ]);
  const after = new Map([
    ['same', '1'],
    ['changed', '2'],
    ['new', '1'],
  ]);
  expect(differences(before, after)).toEqual([
    'changed: 1 → 2',
    'gone: 1 → nothing',
    'new: nothing → 1',
  ]);
});

test('a seed repeats its pictures, and another seed makes others', async () => {
  const ids = async (seed: number) =>
    Promise.all([0, 1, 2].map(async (number) => (await makePicture(seed, number)).id));
  expect(await ids(1)).toEqual(await ids(1));
  expect(new Set([...(await ids(1)), ...(await ids(2))]).size).toBe(6);
});

describe('events', () => {
  const arrival = (name: string, version: number, eventId = `${name}-${version}`): Arrival => ({
    ...{ id: name, version, eventId, type: 'ready', changedAt: '2026-11-29T00:00:00.000Z' },
  });
  const verdict = (
    arrivals: Arrival[],
    more: { early?: Arrival[]; resets?: string[] } = {},
    changes = [{ id: 'a', version: 2 }],
  ) =>
    judgeEvents(
      { arrivals, early: [], resets: [], connections: 1, checked: 1, ...more },
      changes,
    ).map(({ fault }) => fault);

  test('have no findings with one of each last change, or more with the same id', () => {
    expect(verdict([arrival('a', 2)])).toEqual([]);
    expect(verdict([arrival('a', 1), arrival('a', 2), arrival('a', 2), arrival('b', 9)])).toEqual(
      [],
    );
  });

  test('that are lost, early or ambiguous are found', () => {
    expect(verdict([arrival('a', 1)])).toEqual(['event-lost']);
    expect(verdict([arrival('a', 2)], { resets: ['rebuilt'] })).toEqual(['event-lost']);
    expect(verdict([arrival('a', 2)], { early: [arrival('a', 2)] })).toEqual(['event-early']);
    expect(verdict([arrival('a', 2), arrival('a', 2, 'other')])).toEqual(['event-id']);
    expect(verdict([arrival('a', 2, 'x'), arrival('b', 2, 'x')])).toEqual(['event-id']);
  });
});
