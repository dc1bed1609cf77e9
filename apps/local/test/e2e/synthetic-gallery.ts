import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const PAGE = fileURLToPath(new URL('../../../gallery/dist', import.meta.url));

const ITEMS_A_DAY = 40;
const DAY_MS = 86_400_000;
const NEWEST = Date.UTC(2026, 10, 20);
const RATIOS = [1.5, 0.667, 1.333, 1.778, 1] as const;
/** A thumbhash of a sunset. */
const THUMBHASH = '1QcSHQRnh493V4dIh4eXh1h4kJUI';

const dayOf = (day: number): string => new Date(NEWEST - day * DAY_MS).toISOString().slice(0, 10);

/** Creates the answers of the API for a gallery of so many photos, `ITEMS_A_DAY` on each day. */
async function createAnswers(count: number) {
  const background = { r: 190, g: 120, b: 90 };
  const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .webp()
    .toBuffer();
  const days = Array.from({ length: Math.ceil(count / ITEMS_A_DAY) }, (_, day) => ({
    day: dayOf(day),
    count: Math.min(ITEMS_A_DAY, count - day * ITEMS_A_DAY),
  }));

  function item(index: number) {
    const id = index.toString(16).padStart(64, '0');
    const width = 2560;
    const height = Math.round(width / RATIOS[index % RATIOS.length]!);
    const time = new Date(NEWEST - Math.floor(index / ITEMS_A_DAY) * DAY_MS + 80_000_000);
    const date = new Date(time.getTime() - (index % ITEMS_A_DAY) * 60_000).toISOString();
    const rendition = (box: number) => ({
      name: `${box}.v4.webp`,
      url: `/r/${id}/${box}.v4.webp`,
      mimeType: 'image/webp',
      width: box,
      height: Math.round((box * height) / width),
      size: 1_000,
    });
    const boxes = [2560, 1280, 640, 320].map(rendition);
    return {
      id,
      kind: 'image',
      status: 'ready',
      createdAt: date,
      date: date.slice(0, 19),
      dateSource: 'exif',
      revision: '1.0',
      original: { size: 1_000_000, mimeType: 'image/jpeg', filename: `IMG_${index}.jpg` },
      renditions: boxes,
      sources: [
        {
          type: 'image/webp',
          srcset: boxes.map(({ url, width: wide }) => `${url} ${wide}w`).join(', '),
          sizes: '100vw',
          width: 2560,
        },
      ],
      metadata: { format: 'jpeg', width, height, thumbhash: THUMBHASH, animated: false },
    };
  }

  /** Items from one day to another, both included, a page of 100 at a time. */
  function list(query: URLSearchParams) {
    const at = (day: string) => Math.round((NEWEST - Date.parse(day)) / DAY_MS);
    const first = Math.max(0, at(query.get('to') ?? dayOf(0))) * ITEMS_A_DAY;
    const end = Math.min(count, (at(query.get('from') ?? dayOf(days.length)) + 1) * ITEMS_A_DAY);
    const from = first + Number(query.get('cursor') ?? 0);
    const to = Math.min(end, from + Number(query.get('limit') ?? 50));
    return {
      items: Array.from({ length: Math.max(0, to - from) }, (_, index) => item(from + index)),
      complete: true,
      ...(to < end && { cursor: String(to - first) }),
    };
  }

  /** Returns the answer to a request, or undefined for a path that the gallery does not have. */
  return (address: URL): { json: object } | { picture: Buffer } | undefined => {
    const { pathname, searchParams } = address;
    const id = /^\/media\/([0-9a-f]{64})$/.exec(pathname)?.[1];
    if (pathname === '/timeline')
      return { json: { total: count, months: [], days, complete: true } };
    if (pathname === '/media') return { json: list(searchParams) };
    if (id) return { json: { ...item(Number.parseInt(id, 16)), attempts: [], uploads: [] } };
    return pathname.startsWith('/r/') ? { picture } : undefined;
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/**
 * Serves the built page, with answers for more items than could be uploaded in a test. Paths that it
 * does not have, such as the events, get 503.
 */
export async function openSyntheticGallery(count: number) {
  const answer = await createAnswers(count);
  const server = createServer(async (request, response) => {
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const found = answer(address);
    const name = address.pathname === '/' ? '/index.html' : address.pathname;
    const isFile = name === '/index.html' || /^\/assets\/[\w.-]+$/.test(name);
    if (found && 'json' in found) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(found.json));
    } else if (found) {
      response.setHeader('content-type', 'image/webp').end(found.picture);
    } else if (isFile) {
      response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
      response.end(await readFile(PAGE + name));
    } else {
      response.writeHead(503).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
