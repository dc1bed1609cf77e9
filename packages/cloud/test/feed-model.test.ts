import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createChangeFeed, encodeCheckpoint } from '../src/changes/index.ts';
import { FEED } from '../src/limits.ts';
import { modelCatalog, modelCopy } from './model.ts';

const ids = Array.from({ length: 5 }, (_, at) => String(at));
/** A third of the overlap each for the writer's clock, the reader's clock, and a late commit. */
const most = FEED.fullOverlapMs / 3 - 1;

const command = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    id: fc.constantFrom(...ids),
    skewMs: fc.integer({ min: -most, max: 10 * most }),
    lateMs: fc.integer({ min: 0, max: most }),
  }),
  fc.record({ do: fc.constant('read' as const) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({ do: fc.constantFrom('away' as const, 'back' as const) }),
);

test('a copy has every version after the overlap, with skewed clocks, late writes and outages', async () => {
  const history = fc.array(command, { minLength: 5, maxLength: 60 });
  const readerSkew = fc.integer({ min: -10 * most, max: most });
  await fc.assert(
    fc.asyncProperty(history, readerSkew, async (commands, skew) => {
      const model = modelCatalog();
      const copy = modelCopy();
      const now = () => model.clock.time + skew;
      const open = () =>
        createChangeFeed({
          catalog: model.catalog,
          apply: copy.apply,
          checkpoint: copy.checkpoint() ?? start,
          onFailure: () => {},
          now,
        });
      // An empty catalog has been copied by this time.
      const start = encodeCheckpoint({ time: now(), scan: undefined });
      let feed = open();
      for (const step of commands) {
        if (step.do === 'write') {
          const stamp = model.clock.time + step.skewMs;
          model.write({ id: step.id, stamp, visibleAt: model.clock.time + step.lateMs });
        } else if (step.do === 'wait') model.clock.time += step.ms;
        else if (step.do === 'read') await feed.read().catch(() => {});
        else if (step.do === 'restart') {
          await feed.stop();
          feed = open();
        } else model.away(step.do === 'away');
      }
      model.away(false);
      model.clock.time += FEED.fullOverlapMs;
      await feed.read();
      expect(copy.held).toEqual(model.versions());
    }),
    { numRuns: 500 },
  );
});
