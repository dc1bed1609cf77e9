import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backOff } from '../upload/back-off.ts';
import { Problem, toProblem } from '../upload/problem.ts';
import { authorization, type Server } from '../upload/server.ts';

export interface DownloadOptions {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Called with the number of bytes that the file has. */
  readonly onProgress: (bytes: number) => void;
}

/**
 * Downloads an original to a file beside its final place, goes on where an earlier run stopped, and
 * renames it once its SHA-256 is the id.
 *
 * @throws Problem
 */
export async function downloadOriginal(
  { id, part, path }: { readonly id: string; readonly part: string; readonly path: string },
  options: DownloadOptions,
): Promise<void> {
  await mkdir(dirname(part), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      await receive(id, part, options);
      await mkdir(dirname(path), { recursive: true });
      await rename(part, path);
      return;
    } catch (error) {
      options.signal.throwIfAborted();
      await backOff(problemOf(error), attempt, options.signal);
    }
  }
}

async function receive(id: string, part: string, options: DownloadOptions): Promise<void> {
  const { server, signal, onProgress } = options;
  const hash = createHash('sha256');
  let size = await hashPart(part, hash);
  const response = await fetch(`${server.url}/media/${id}/original`, {
    headers: { ...authorization(server), ...(size > 0 && { range: `bytes=${size}-` }) },
    signal,
  });
  // The part is the whole file already.
  const isComplete = response.status === 416;
  if (!response.ok && !isComplete) {
    throw toProblem(response.status, await response.text(), response.headers.get('retry-after'));
  }
  const goesOn = isComplete || response.status === 206;
  const bytes = goesOn ? hash : createHash('sha256');
  const file = await open(part, goesOn ? 'a' : 'w');
  try {
    if (!goesOn) size = 0;
    if (!isComplete && response.body) {
      for await (const chunk of response.body) {
        bytes.update(chunk);
        await file.appendFile(chunk);
        size += chunk.length;
        onProgress(size);
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (bytes.digest('hex') === id) return;
  await rm(part, { force: true });
  throw new Problem('download-differs', 0, 'The received bytes are not those of the item');
}

/** Hashes what an earlier run received. @returns its size */
async function hashPart(part: string, hash: Hash): Promise<number> {
  const found = await stat(part).catch(() => undefined);
  if (!found || found.size === 0) return 0;
  for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer);
  return found.size;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code } = error as NodeJS.ErrnoException;
  const { message } = ((error as Error).cause ?? error) as Error;
  const isOfDisk = code !== undefined && /^E(NOSPC|ACCES|PERM|ROFS|DQUOT|NAMETOOLONG)$/.test(code);
  if (isOfDisk) return new Problem('file-unwritable', 400, message, { cause: error });
  return new Problem('connection', 0, `The connection broke: ${message}`, { cause: error });
}
