import { basename, dirname, join, resolve } from 'node:path';
import type { MediaItem } from '@galeria/api/client';
import { CliError } from '../errors.ts';
import { downloadOriginal } from '../export/download.ts';
import { onServer, SERVER_USAGE } from '../on-server.ts';
import { print, say } from '../terminal.ts';
import { bytes, createProgress } from '../upload/progress.ts';
import { table } from './table.ts';

/** Shows an item, or downloads its original. */
export const get = onServer({
  usage: `get ID [--to FILE] [--json] ${SERVER_USAGE}`,
  summary:
    'show an item by its id, with --json all that the API says; --to downloads its original, goes on\n' +
    '      where an earlier run stopped, and verifies its SHA-256',
  options: { to: { type: 'string' }, json: { type: 'boolean' } },
  async run({ args, options, server, api: { client, call }, signal }) {
    const [id, ...more] = args;
    if (id === undefined || more.length > 0 || !/^[0-9a-f]{64}$/.test(id)) {
      const detail = 'get requires one id, 64 hexadecimal digits as galeria search shows them';
      throw new CliError('usage', { detail });
    }
    const params = { path: { id } };
    const item = (await call(() => client.GET('/media/{id}', { params }))) as MediaItem;
    if (options.json === true) print(JSON.stringify(item, undefined, 2));
    else if (options.to === undefined) print(table(factsOf(item)));
    if (typeof options.to !== 'string') return 0;
    const path = resolve(options.to);
    const part = join(dirname(path), `.${basename(path)}.part`);
    const progress = createProgress({ files: 1, bytes: item.original.size });
    try {
      const onProgress = (sent: number) => progress.sending(item, sent);
      await downloadOriginal({ id, part, path }, { server, signal, onProgress });
    } finally {
      progress.stop();
    }
    say(`${path} has the original, ${bytes(item.original.size)}`);
    return 0;
  },
});

function factsOf(item: MediaItem): string[][] {
  const { original, place, tags = [], renditions, uploads } = item;
  const where = [place?.city, place?.region, place?.country].filter(Boolean).join(', ');
  const rows: [string, string | undefined][] = [
    ['id', item.id],
    ['title', item.title],
    ['description', item.description],
    ['file', `${original.filename}, ${original.mimeType}, ${bytes(original.size)}`],
    ['status', item.failure ? `${item.status}: ${item.failure.message}` : item.status],
    ['note', item.note?.message],
    ['date', `${item.date}${item.offset ?? ''} (${item.dateSource})`],
    ['place', where || undefined],
    ['tags', tags.join(', ') || undefined],
    ['rating', item.rating === undefined ? undefined : '★'.repeat(item.rating)],
    [
      'marks',
      [item.favourite && 'favourite', item.archived && 'archived'].filter(Boolean).join(', '),
    ],
    ['edited', item.edited?.join(', ')],
    ['renditions', renditions.map(({ name }) => name).join(', ')],
    ['uploads', uploads.map(({ filename, receivedAt }) => `${filename} ${receivedAt}`).join(', ')],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
}
