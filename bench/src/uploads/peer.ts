// A peer as its documentation shows it: node peer.ts multer|formidable|tus nothing|file|folder FOLDER.
// The second argument is what it syncs before it answers: nothing, the file, or the file and its folder.
import { open } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import formidable from 'formidable';
import multer from 'multer';

const [name = '', syncs = '', folder = ''] = process.argv.slice(2);

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

async function keep(paths: readonly string[]): Promise<void> {
  if (syncs === 'nothing') return;
  await Promise.all(paths.map(sync));
  if (syncs === 'folder') await sync(folder);
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 }).end();
}

const peers: Readonly<Record<string, () => RequestListener>> = {
  multer: () => {
    const receive = multer({ dest: folder }).any();
    return (request, response) => {
      // Its types ask for Express; the middleware itself needs Node's request only.
      const parsed = request as IncomingMessage & { files: readonly { path: string }[] };
      receive(parsed as never, response as never, async (error) => {
        if (error) return answer(response, 500);
        await keep(parsed.files.map(({ path }) => path));
        answer(response, 202);
      });
    };
  },
  formidable: () => async (request, response) => {
    const form = formidable({ uploadDir: folder, maxFileSize: 2 ** 40, maxTotalFileSize: 2 ** 40 });
    const [, files] = await form.parse(request);
    await keep(Object.values(files).flatMap((all) => (all ?? []).map(({ filepath }) => filepath)));
    answer(response, 202);
  },
  tus: () => {
    const server = new TusServer({
      path: '/tus',
      datastore: new FileStore({ directory: folder }),
      onUploadFinish: async (_request, { id }) => {
        await keep([join(folder, id), join(folder, `${id}.json`)]);
        return {};
      },
    });
    return (request, response) => void server.handle(request, response);
  },
};

const listener = peers[name]?.();
if (!listener) throw new RangeError(`There is no peer ${name}`);
const server = createServer({ keepAliveTimeout: 600_000, requestTimeout: 0 }, listener);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ address: `http://127.0.0.1:${port}` }));
});
