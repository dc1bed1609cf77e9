import { basename } from 'node:path';
import type { MediaItem } from '@galeria/api/client';
import { editRequests } from '@galeria/api/export';
import pMap from 'p-map';
import { type Api, orNothing } from '../api.ts';
import { counted, say } from '../terminal.ts';
import { type LocalFile, restat } from '../upload/files.ts';
import { describeFailure, isOfTheKey, Problem } from '../upload/problem.ts';
import { type RunOptions, uploadAll } from '../upload/run.ts';
import { sendFile } from '../upload/send-file.ts';
import { arrange, findOrCreate, withNewIds } from './albums.ts';
import { editFor } from './edits.ts';
import { EDIT_PARALLEL } from './limits.ts';
import type { Plan, PlannedItem } from './plan.ts';
import { untilSettled } from './settled.ts';

export interface ImportOptions extends Omit<RunOptions, 'deleteAfter'> {
  readonly api: Api;
}

interface Uploaded {
  readonly planned: PlannedItem;
  readonly file: LocalFile;
  readonly id: string;
}

/**
 * Uploads what the server does not have, then edits items and arranges albums. Every step can be
 * repeated, so the same import again does what is left.
 *
 * @returns the number of failures
 */
export async function importAll(plan: Plan, options: ImportOptions): Promise<number> {
  const { api, signal } = options;
  let failures = 0;

  function fail(path: string, problem: Problem): void {
    failures++;
    say(describeFailure(path, problem));
  }

  /** @throws the error if it concerns more than this file */
  function report(path: string, error: unknown): void {
    signal.throwIfAborted();
    if (!(error instanceof Problem) || isOfTheKey(error)) throw error;
    fail(path, error);
  }

  async function find(
    planned: PlannedItem,
  ): Promise<{ planned: PlannedItem; file: LocalFile } | undefined> {
    const { path, names } = planned;
    try {
      const file = await restat({ path });
      return { planned, file: { ...file, name: names[0] } };
    } catch (cause) {
      fail(path, new Problem('file-unreadable', 0, 'The file cannot be read', { cause }));
      return undefined;
    }
  }

  const found = (await pMap(plan.items, find, { concurrency: EDIT_PARALLEL })).filter(
    (one) => one !== undefined,
  );
  const files = found.map(({ file }) => file);
  const outcome = await uploadAll(files, { ...options, deleteAfter: false });
  failures += outcome.failures.length;
  const uploaded = found.flatMap(({ planned, file }): Uploaded[] => {
    const id = outcome.ids.get(file);
    if (id === undefined) return [];
    if (planned.id === undefined || planned.id === id) return [{ planned, file, id }];
    fail(
      file.path,
      new Problem('other-bytes', 400, 'The file is not the one that the manifest names'),
    );
    return [];
  });

  const filled = uploaded.filter(({ planned }) => planned.fill).map(({ id }) => id);
  const unsettled = await untilSettled(api, filled, signal);
  let edited = 0;
  await pMap(
    uploaded,
    async (one) => {
      if (unsettled.has(one.id)) {
        fail(one.file.path, new Problem('not-ready', 0, 'The item is not processed yet'));
        return;
      }
      try {
        if (await editOne(one, options)) edited++;
      } catch (error) {
        report(one.file.path, error);
      }
    },
    { concurrency: EDIT_PARALLEL },
  );

  const albums = await arrangeAll(plan, uploaded, api);
  for (const { name, id, code } of albums.refused) {
    fail(`album ${name}`, new Problem(code, 400, `The item ${id} was not added`));
  }
  const parts = [
    `${counted(outcome.uploaded, 'file')} uploaded, ${outcome.known} known before`,
    `${counted(edited, 'item')} edited`,
    `${counted(plan.albums.length, 'album')}`,
    `${failures} failed`,
  ];
  say([...parts, ...plan.notes].join('; '));
  return failures;
}

/** @returns whether the item has changed */
async function editOne({ planned, file, id }: Uploaded, options: ImportOptions): Promise<boolean> {
  const { api, signal, state, server } = options;
  const params = { path: { id } };
  const get = () => api.client.GET('/media/{id}', { params });
  const item = (await orNothing(api.call(get))) as MediaItem | undefined;
  if (!item) throw new Problem('not-found', 404, 'The server does not have the item');
  const names = new Set(item.uploads.map(({ filename }) => filename));
  const lacks = planned.id === undefined ? [] : planned.names.filter((name) => !names.has(name));
  for (const name of lacks) {
    await sendFile({ ...file, name }, id, { server, state, signal, onProgress: () => {} });
  }
  let { revision } = item;
  for (const body of editRequests(editFor(planned, item))) {
    const patch = () => api.client.PATCH('/media/{id}', { params, body: body as never });
    ({ revision } = await api.call(patch));
  }
  return revision !== item.revision || lacks.length > 0;
}

async function arrangeAll(plan: Plan, uploaded: readonly Uploaded[], api: Api) {
  const refused: { name: string; id: string; code: string }[] = [];
  if (plan.albums.length === 0) return { refused };
  const ids = await findOrCreate(api, plan.albums);
  for (const { key, name, description = '', sort, order, cover, rule } of plan.albums) {
    const id = ids.get(key) ?? key;
    if (!rule) {
      const wanted = uploaded
        .flatMap(({ planned, id: item }) => {
          const place = planned.albums?.[key];
          return place === undefined ? [] : [{ item, place, name: basename(planned.path) }];
        })
        .sort((a, b) => compare(a.place, b.place) || compare(a.item, b.item))
        .map(({ item }) => item);
      const codes = await arrange(api, id, [...new Set(wanted)]);
      for (const [item, code] of codes) refused.push({ name, id: item, code });
    }
    const change = {
      description,
      ...(sort && { sort }),
      ...(order && { order }),
      ...(cover && { cover }),
      ...(rule && { rule: withNewIds(rule, ids) }),
    };
    const params = { path: { id } };
    await api.call(() => api.client.PATCH('/albums/{id}', { params, body: change as never }));
  }
  return { refused };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
