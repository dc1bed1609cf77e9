import { join, relative } from 'node:path';
import { newUploadId } from '@galeria/media';
import { pino } from 'pino';
import { diskFiles, type SpoolFiles } from '../../src/spool/files.ts';
import type { SpooledFile } from '../../src/spool/request.ts';
import { openSpool, type Spool } from '../../src/spool/spool.ts';
import { sha256 } from './bytes.ts';

const log = pino({ level: 'silent' });
const limits = { maxBytes: 1_000_000, maxFiles: 100, minFreeBytes: 0 };
/** Opens a spool without a log. By default every request gets a folder. */
export const open = (dataDir: string, files?: SpoolFiles, packBytes = 0) =>
  openSpool({ dataDir, log, packBytes, ...limits, ...(files && { files }) });

export const describeFile = (bytes: Buffer): SpooledFile => ({
  upload: newUploadId(),
  id: sha256(bytes),
  kind: 'image',
  mimeType: 'image/jpeg',
  size: bytes.length,
  filename: 'a.jpg',
  receivedAt: new Date().toISOString(),
  generation: 1,
});

/** Stages files in a spool, without committing them. */
export async function receive(spool: Spool, ...all: Buffer[]) {
  const staged = await spool.stage();
  const files = all.map(describeFile);
  for (const [at, bytes] of all.entries()) {
    const file = await staged.create(files[at]!.upload);
    await file.write([Buffer.from(bytes)]).catch(async (error) => {
      await file.close();
      throw error;
    });
    await file.end();
  }
  return { staged, files };
}

/** The file interface of a spool that notes writes, syncs and renames, with `ULID` for every ULID. */
export function recordCalls(dataDir: string): { calls: string[]; files: SpoolFiles } {
  const calls: string[] = [];
  const name = (path: string) =>
    relative(join(dataDir, 'spool'), path).replaceAll(/[0-9A-Z]{26}/g, 'ULID');
  const files: SpoolFiles = {
    ...diskFiles,
    create: async (path) => {
      const file = await diskFiles.create(path);
      return {
        ...file,
        write: (chunks) => {
          calls.push(`write ${name(path)}`);
          return file.write(chunks);
        },
        sync: () => {
          calls.push(`sync ${name(path)}`);
          return file.sync();
        },
      };
    },
    syncFolder: (path) => {
      calls.push(`sync ${name(path)}/`);
      return diskFiles.syncFolder(path);
    },
    rename: (from, to) => {
      calls.push(`rename ${name(from)} ${name(to)}`);
      return diskFiles.rename(from, to);
    },
  };
  return { calls, files };
}
