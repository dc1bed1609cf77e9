import { ListQuery, PAGE } from '@galeria/api';
import type { MediaSummary } from '@galeria/api/client';
import { CliError } from '../errors.ts';
import { readQuery } from '../export/query.ts';
import { onServer, SERVER_USAGE } from '../on-server.ts';
import { print, say } from '../terminal.ts';
import { bytes } from '../upload/progress.ts';
import { table } from './table.ts';

/** Parameters that the command sets itself. */
const OWN: readonly string[] = ['q', 'limit', 'cursor'];
const TAKEN = Object.keys(ListQuery.properties).filter((name) => !OWN.includes(name));

/** Searches or lists items. */
export const search = onServer({
  usage: `search [WORD …] [--query QUERY] [--limit N] [--json] ${SERVER_USAGE}`,
  summary:
    'list the items that have all words, the most relevant first, or without words all items, the newest\n' +
    '      first. QUERY has further conditions of GET /media, such as "kind=image&rating=4". --json prints\n' +
    '      each item as a line of JSON. Exits 1 if nothing is found',
  options: {
    query: { type: 'string', default: '' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean' },
  },
  async run({ args, options, api: { client, call } }) {
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new CliError('usage', { detail: '--limit requires a number from 1' });
    }
    const conditions = readQuery(String(options.query), TAKEN);
    const items: MediaSummary[] = [];
    let cursor: string | undefined;
    do {
      const query = {
        ...conditions,
        ...(args.length > 0 && { q: args.join(' ') }),
        ...(cursor !== undefined && { cursor }),
        limit: Math.min(PAGE.most, limit - items.length),
      };
      const page = await call(() => client.GET('/media', { params: { query: query as never } }));
      items.push(...(page.items as MediaSummary[]));
      cursor = page.cursor;
    } while (cursor !== undefined && items.length < limit);
    if (options.json === true) for (const item of items) print(JSON.stringify(item));
    else if (items.length > 0) print(table(items.map(rowOf)));
    if (cursor !== undefined) say(`There are more; --limit shows more than ${limit}`);
    if (items.length === 0) say('Nothing was found');
    return items.length > 0 ? 0 : 1;
  },
});

/** A row of a table of items. */
export const rowOf = ({ id, date, kind, status, original, title }: MediaSummary): string[] => [
  date.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' '),
  kind,
  status,
  bytes(original.size),
  id,
  title ?? original.filename,
];
