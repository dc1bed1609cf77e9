import type { EditedItem } from '@galeria/api';
import type { EditOutcome } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { FastifyError } from 'fastify';
import pMap from 'p-map';
import type { UploaderError } from '../errors.ts';
import { toProblem } from '../http/problem.ts';
import { EDIT_REQUESTS } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import type { ReadModel } from '../read-model/read-model.ts';

const RESULTS = {
  edited: 'edited',
  unchanged: 'unchanged',
  absent: 'not-found',
  conflict: 'failed',
} as const satisfies Record<EditOutcome['outcome'], EditedItem['result']>;

/**
 * Edits items, each on its own: one that fails leaves the others.
 *
 * @throws UploaderError `cloud-unavailable` if no item could be edited
 */
export async function editEach(
  readModel: Pick<ReadModel, 'changed'>,
  ids: readonly MediaId[],
  edit: (id: MediaId) => Promise<EditOutcome>,
): Promise<EditedItem[]> {
  let outage: UploaderError | undefined;
  const results = await pMap(
    ids,
    async (id): Promise<EditedItem> => {
      // The catalog is unavailable: the remaining items fail at once instead of after a time-out each.
      if (outage) return { id, result: 'failed', code: outage.code };
      try {
        return { id, result: RESULTS[(await cloudCall(edit(id))).outcome] };
      } catch (error) {
        const problem = toProblem(error as FastifyError);
        if (problem.status < 500) return { id, result: 'refused', code: problem.code };
        if (problem.code === 'cloud-unavailable') outage = problem;
        return { id, result: 'failed', code: problem.code };
      }
    },
    { concurrency: EDIT_REQUESTS.parallel },
  );
  if (outage && results.every(({ result }) => result === 'failed')) throw outage;
  await readModel.changed(results.flatMap(({ id, result }) => (result === 'edited' ? id : [])));
  return results;
}
