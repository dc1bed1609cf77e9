import { describe, expect, test } from '@jest/globals';
import type { Found } from '../../chaos/findings.ts';
import { judge } from '../../chaos/judge.ts';
import type { SentFile, SentRequest } from '../../chaos/ledger.ts';
import { judgeLives, type Lives } from '../../chaos/lives.ts';
import { makePicture } from '../../chaos/pictures.ts';
import { differences } from '../../chaos/snapshot.ts';

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
    { diskFaults },
  ).map(({ fault }) => fault);

test('what is whole is not complained about, acknowledged or not', () => {
  expect(faults(request('acknowledged', 'a', 'b'), { a: {}, b: {} })).toEqual([]);
  expect(faults(request('unanswered', 'a', 'b'), { a: {}, b: {} })).toEqual([]);
  expect(faults(request('unanswered', 'a', 'b'), {})).toEqual([]);
});

test('an acknowledged file that is gone, or whose upload is, is lost', () => {
  expect(faults(request('acknowledged', 'a', 'b'), { a: {} })).toEqual(['lost']);
  expect(faults(request('acknowledged', 'a'), { a: { filenames: ['another'] } })).toEqual(['lost']);
});

test('half of a request that was not acknowledged is a fault', () => {
  expect(faults(request('unanswered', 'a', 'b'), { b: {} })).toEqual(['partial']);
});

test('other bytes, no end, an undeserved end and a second record are told apart', () => {
  const sent = request('acknowledged', 'a');
  expect(faults(sent, { a: { exactBytes: false } })).toEqual(['other-bytes']);
  expect(faults(sent, { a: { status: 'processing' } })).toEqual(['stuck']);
  expect(faults(sent, { a: { filenames: ['a', 'a'] } })).toEqual(['recorded-twice']);
  expect(faults(sent, { a: { outcomes: ['superseded'] } })).toEqual(['ledger']);
  const failed = { status: 'failed', outcomes: ['failed'] };
  expect(faults(sent, { a: { ...failed, failure: 'corrupt' } })).toEqual(['wrong-end']);
  expect(faults(sent, { a: { ...failed, failure: 'retries-exhausted' } })).toEqual([]);
});

test('where no processor is killed nothing may be given up', () => {
  const given = { a: { status: 'failed', outcomes: [], failure: 'retries-exhausted' } };
  expect(faults(request('acknowledged', 'a'), given)).toEqual([]);
  expect(faults({ ...request('acknowledged', 'a'), part: 'away' }, given)).toEqual(['wrong-end']);
});

describe('of a picture that is deleted now and then', () => {
  const lives = (more: Partial<Lives>): Lives => ({
    ...{ id: 'id', expected: 'ready', part: 'outage', buried: 1, generation: 1, gone: ['old'] },
    ...more,
  });
  const verdict = (...seen: Parameters<typeof judgeLives>) =>
    judgeLives(...seen).map(({ fault }) => fault);
  const tombstone = { status: 'deleted', generation: 1 };
  const second = { status: 'ready', generation: 2 };

  test('what is as it was left is not complained about', () => {
    expect(verdict(lives({}), undefined, tombstone)).toEqual([]);
    expect(verdict(lives({ living: 'new' }), whole('new'), second)).toEqual([]);
    expect(verdict(lives({ unanswered: 'new' }), whole('new'), second)).toEqual([]);
    expect(verdict(lives({ unanswered: 'new' }), undefined, tombstone)).toEqual([]);
    // Its deletion died half-way, and the next one buried one generation more.
    const third = { ...second, generation: 3 };
    expect(verdict(lives({ living: 'new', generation: 2 }), whole('new'), third)).toEqual([]);
  });

  test('what came back, got lost or was never deleted is found', () => {
    expect(verdict(lives({}), whole('old'), tombstone)).toContain('resurrected');
    expect(verdict(lives({}), undefined, { status: 'deleting', generation: 1 })).toEqual([
      'resurrected',
    ]);
    const both = { ...whole('new'), filenames: ['old', 'new'] };
    expect(verdict(lives({ living: 'new' }), both, second)).toEqual(['resurrected']);
    expect(verdict(lives({ living: 'new' }), undefined, tombstone)).toEqual(['lost']);
    expect(verdict(lives({ living: 'new' }), whole('new'), { ...second, generation: 3 })).toEqual([
      'generation',
    ]);
    expect(verdict(lives({ undeleted: true, living: 'new' }), whole('new'), second)).toEqual([
      'undeleted',
    ]);
  });
});

test('a refusal that no dead cell explains is a fault', () => {
  expect(faults({ ...request('refused', 'a'), status: 502 }, {})).toEqual([]);
  expect(faults({ ...request('refused', 'a'), status: 500 }, {})).toEqual(['refused']);
});

test('a failing disk excuses what its cell then answers, and nothing else', () => {
  for (const status of [500, 507]) {
    const sent = { ...request('refused', 'a'), status };
    expect(faults(sent, {}, 0.01)).toEqual([]);
    expect(faults(sent, {})).toEqual(['refused']);
    expect(faults({ ...sent, part: 'away' }, {}, 0.01)).toEqual(['refused']);
  }
  expect(faults({ ...request('refused', 'a'), status: 413 }, {}, 0.01)).toEqual(['refused']);
});

test('a row or an object that came, went or changed is a difference', () => {
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

test('a seed makes the same pictures again, and another seed others', async () => {
  const ids = async (seed: number) =>
    Promise.all([0, 1, 2].map(async (number) => (await makePicture(seed, number)).id));
  expect(await ids(1)).toEqual(await ids(1));
  expect(new Set([...(await ids(1)), ...(await ids(2))]).size).toBe(6);
});
