import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Protocol } from './bodies.ts';
import { startUploader, startWhole, waitUntilShipped } from './galeria.ts';
import type { Job } from './load.ts';
import { nginx, startNginx } from './nginx.ts';
import { addressIn, program, type Running, startServer } from './processes.ts';

export type ContestantName =
  | 'galeria'
  | 'galeria PUT'
  | 'galeria tus'
  | 'whole galeria'
  | 'multer'
  | 'multer, fsync of the file'
  | 'multer, fsync'
  | 'formidable'
  | 'formidable, fsync'
  | 'tus file store'
  | 'tus file store, fsync'
  | 'nginx PUT'
  | 'nginx PUT, fsync';

/** A server, and how to upload to it. */
export interface Contestant {
  /** Whether a 202 or 201 means that file and folder are synced. */
  readonly durable: boolean;
  readonly protocol: Protocol;
  readonly path: string;
  /** @param node arguments of Node before the program's name, for servers in Node */
  readonly start: (folder: string, node: readonly string[]) => Promise<Running>;
  /** Whether it is started for each measurement, as it works on after the last answer. */
  readonly startEachTime?: boolean;
  /** Where the load generator syncs each file: nginx itself cannot. */
  readonly syncIn?: (folder: string) => string;
  /** Waits until nothing is left to do. */
  readonly rest?: (running: Running) => Promise<void>;
}

const peer =
  (name: string, syncs: 'nothing' | 'file' | 'folder') =>
  async (folder: string, node: readonly string[]): Promise<Running> => {
    await mkdir(folder, { recursive: true });
    return startServer(
      [process.execPath, ...node, program('peer.ts'), name, syncs, folder],
      addressIn,
    );
  };

const toRoot = { protocol: 'multipart', path: '/' } as const;
const toTus = { protocol: 'tus', path: '/tus' } as const;
const toUploads = { protocol: 'multipart', path: '/uploads' } as const;
const own = { durable: true, start: startUploader, rest: waitUntilShipped } as const;
const put = {
  protocol: 'put',
  path: '/',
  start: (folder: string) => startNginx(nginx, folder),
} as const;

const all: Readonly<Record<ContestantName, Contestant>> = {
  galeria: { ...own, ...toUploads },
  'galeria PUT': { ...own, protocol: 'put', path: '/uploads/' },
  'galeria tus': { ...own, ...toTus },
  'whole galeria': { durable: true, ...toUploads, start: startWhole, startEachTime: true },
  multer: { ...toRoot, durable: false, start: peer('multer', 'nothing') },
  'multer, fsync of the file': { ...toRoot, durable: false, start: peer('multer', 'file') },
  'multer, fsync': { ...toRoot, durable: true, start: peer('multer', 'folder') },
  formidable: { ...toRoot, durable: false, start: peer('formidable', 'nothing') },
  'formidable, fsync': { ...toRoot, durable: true, start: peer('formidable', 'folder') },
  'tus file store': { ...toTus, durable: false, start: peer('tus', 'nothing') },
  'tus file store, fsync': { ...toTus, durable: true, start: peer('tus', 'folder') },
  'nginx PUT': { ...put, durable: false },
  'nginx PUT, fsync': { ...put, durable: true, syncIn: (folder) => join(folder, 'files') },
};

export const contestant = (name: ContestantName): Contestant => all[name];

export const isInstalled = (name: ContestantName): boolean =>
  !name.startsWith('nginx') || nginx !== '';

/** The job of the load generator for a running contestant. */
export function jobFor(
  { protocol, path, syncIn }: Contestant,
  { address }: Running,
  folder: string,
  amount: Pick<Job, 'size' | 'count' | 'concurrency'>,
): Job {
  return { address, protocol, path, ...amount, ...(syncIn ? { syncIn: syncIn(folder) } : {}) };
}
