import type { Album } from '@galeria/api';
import type { MediaSummary } from '@galeria/api/client';
import { type Api, readPages } from '../api.ts';
import { CliError } from '../errors.ts';
import { listAlbums } from '../import/albums.ts';
import { onServer, SERVER_USAGE, type ServerInvocation } from '../on-server.ts';
import { counted, print, say } from '../terminal.ts';
import { rowOf } from './search.ts';
import { table } from './table.ts';

interface Action {
  /** The fewest and the most arguments. */
  readonly args: readonly [least: number, most: number];
  run(invocation: ServerInvocation): Promise<number>;
}

const actions: Readonly<Record<string, Action>> = {
  list: { args: [0, 0], run: list },
  show: { args: [1, 1], run: show },
  create: { args: [1, 1], run: create },
  rename: { args: [2, 2], run: rename },
  add: { args: [2, Number.POSITIVE_INFINITY], run: (invocation) => change(invocation, 'add') },
  remove: {
    args: [2, Number.POSITIVE_INFINITY],
    run: (invocation) => change(invocation, 'remove'),
  },
  delete: { args: [1, 1], run: remove },
};

/** Lists and changes albums. */
export const album = onServer({
  usage: `album list | show ALBUM | create NAME [--playlist] | rename ALBUM NAME | add ALBUM ID … | remove ALBUM ID … | delete ALBUM [--json] ${SERVER_USAGE}`,
  summary:
    'list and change albums. ALBUM is an id or a name that only one album has. A deleted album keeps\n' +
    '      its items in the gallery. Exits 1 if an item was refused',
  options: { playlist: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ args: [name, ...args], ...invocation }) {
    const action = actions[name ?? ''];
    const [least, most] = action?.args ?? [0, 0];
    if (!action || args.length < least || args.length > most) {
      const detail = `album requires one of ${Object.keys(actions).join(', ')} with its arguments; see --help`;
      throw new CliError('usage', { detail });
    }
    return action.run({ ...invocation, args });
  },
});

async function list({ api, options }: ServerInvocation): Promise<number> {
  const albums = await listAlbums(api);
  if (options.json === true) for (const one of albums) print(JSON.stringify(one));
  else if (albums.length > 0) print(table(albums.map(albumRow)));
  else say('There are no albums');
  return 0;
}

const albumRow = ({ id, type, count, rule, name }: Album): string[] => [
  id,
  rule ? 'by rule' : type,
  count === undefined ? '' : String(count),
  name,
];

async function show({ api, args: [text = ''], options }: ServerInvocation): Promise<number> {
  const { id } = await find(api, text);
  const pages = await readPages((query) => {
    const params = { path: { id }, query };
    return api.call(() => api.client.GET('/albums/{id}/items', { params }));
  });
  const items = pages.flatMap((page) => page.items as MediaSummary[]);
  if (options.json === true) for (const item of items) print(JSON.stringify(item));
  else if (items.length > 0) print(table(items.map(rowOf)));
  else say('The album is empty');
  return 0;
}

async function create({ api, args: [name = ''], options }: ServerInvocation): Promise<number> {
  const body = { name, ...(options.playlist === true && { type: 'playlist' as const }) };
  print((await api.call(() => api.client.POST('/albums', { body }))).id);
  return 0;
}

async function rename({ api, args: [text = '', name = ''] }: ServerInvocation): Promise<number> {
  const params = { path: { id: (await find(api, text)).id } };
  await api.call(() => api.client.PATCH('/albums/{id}', { params, body: { name } }));
  return 0;
}

async function change(
  { api, args: [text = '', ...ids] }: ServerInvocation,
  what: 'add' | 'remove',
): Promise<number> {
  const params = { path: { id: (await find(api, text)).id } };
  const body = { [what]: ids };
  const { items } = await api.call(() => api.client.POST('/albums/{id}/items', { params, body }));
  const refused = items.filter(({ result }) => result !== 'edited' && result !== 'unchanged');
  for (const { id, result, code } of refused) say(`${code ?? result}  ${id}`);
  say(`${counted(items.length - refused.length, 'item')} done, ${refused.length} refused`);
  return refused.length > 0 ? 1 : 0;
}

async function remove({ api, args: [text = ''] }: ServerInvocation): Promise<number> {
  const params = { path: { id: (await find(api, text)).id } };
  await api.call(() => api.client.DELETE('/albums/{id}', { params }));
  return 0;
}

/** @throws CliError `no-such-album` */
async function find(api: Api, text: string): Promise<Album> {
  const albums = await listAlbums(api);
  const found = albums.filter(({ id, name }) => id === text || name === text);
  const [first, ...more] = found;
  if (first && (more.length === 0 || first.id === text)) return first;
  const detail = first
    ? `${found.length} albums have the name "${text}": ${found.map(({ id }) => id).join(', ')}; use an id`
    : `"${text}"; galeria album list shows all`;
  throw new CliError('no-such-album', { detail });
}
