import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { UploadRecord } from '@galeria/catalog';
import { eventually, newFolder } from '@galeria/testing';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { registerSpooled } from '../src/edits/register-spooled.ts';
import { createAssigner } from '../src/ship/generation.ts';
import { createPreRegistration } from '../src/ship/pre-register.ts';
import { diskFiles, type SpoolFiles } from '../src/spool/files.ts';
import { jpegLike } from './support/bytes.ts';
import { open, receive } from './support/spool.ts';

describe('a generation that was unknown when the file was received', () => {
  /** A spool with one such file, on a medium with injected faults. */
  async function oneWaiting(more: Partial<SpoolFiles> = {}) {
    const data = await newFolder();
    const spool = await open(data, { ...diskFiles, ...more });
    const { staged, files } = await receive(spool, jpegLike(500));
    const [entry] = await spool.commit(staged, [{ ...files[0]!, generation: null }]);
    const reopen = async () => {
      spool.close();
      const next = await open(data);
      const [found] = next.waiting();
      next.close();
      return found?.generation;
    };
    return { spool, entry: entry!, reopen };
  }

  test('is assigned once, also for the next process', async () => {
    const { spool, entry, reopen } = await oneWaiting();
    await Promise.all([spool.assignGeneration(entry, 2), spool.assignGeneration(entry, 3)]);
    await spool.assignGeneration(entry, 4);
    expect(spool.waiting()[0]?.generation).toBe(2);
    expect(await reopen()).toBe(2);
  });

  test('is durable with its name before the call returns', async () => {
    const calls: string[] = [];
    const { spool, entry, reopen } = await oneWaiting({
      create: async (path) => {
        const file = await diskFiles.create(path);
        const sync = async () => {
          await file.sync();
          calls.push(`sync ${basename(path)}`);
        };
        return { ...file, sync };
      },
      syncFolder: async (path) => {
        await diskFiles.syncFolder(path);
        calls.push(`sync ${basename(path)}/`);
      },
    });
    calls.length = 0;
    await spool.assignGeneration(entry, 2);
    expect(calls).toEqual([`sync ${entry.upload}.generation`, `sync ${basename(entry.folder)}/`]);
    expect(await reopen()).toBe(2);
  });

  test('that the medium rejects is an error, and is written by the next call', async () => {
    let broken = true;
    const { spool, entry, reopen } = await oneWaiting({
      create: (path) =>
        broken && path.endsWith('.generation')
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : diskFiles.create(path),
    });
    await expect(spool.assignGeneration(entry, 2)).rejects.toMatchObject({ code: 'spool-full' });
    broken = false;
    await spool.assignGeneration(entry, 3);
    expect(await reopen()).toBe(2);
  });

  test('is registered ahead of shipping only if it is durable', async () => {
    let broken = true;
    const { spool, entry } = await oneWaiting({
      create: (path) =>
        broken && path.endsWith('.generation')
          ? Promise.reject(Object.assign(new Error('broken'), { code: 'EIO' }))
          : diskFiles.create(path),
    });
    const registered: string[] = [];
    const tried: boolean[] = [];
    const log = pino({ level: 'silent' });
    const catalog = {
      describe: async () => ({ state: 'absent' }) as const,
      registerUpload: async ({ upload }: UploadRecord) => {
        registered.push(upload);
        return { outcome: 'registered', generation: 1, status: 'stored' } as const;
      },
    };
    const assign = createAssigner({ catalog, spool, log });
    const ahead = createPreRegistration({
      ...{ catalog, log, cell: 'a', isBusy: () => false },
      assignGeneration: async (some) => {
        const durable = await assign(some);
        tried.push(durable);
        return durable;
      },
    });
    ahead.schedule(entry);
    await eventually(() => tried.length === 1);
    broken = false;
    ahead.schedule(entry);
    await eventually(() => registered.length > 0);
    expect(tried).toEqual([false, true]);
    expect(registered).toEqual([entry.upload]);
    await ahead.stop();
    spool.close();
  });

  test('is registered for an edit only if it is durable', async () => {
    let broken = true;
    const { spool, entry, reopen } = await oneWaiting({
      create: (path) =>
        broken && path.endsWith('.generation')
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : diskFiles.create(path),
    });
    const registered: (number | null)[] = [];
    const catalog = {
      describe: async () => ({ state: 'absent' }) as const,
      registerUpload: async ({ generation }: UploadRecord) => {
        registered.push(generation);
        return { outcome: 'registered', generation: 1, status: 'received' } as const;
      },
    };
    const register = () => registerSpooled({ cloud: { catalog, cell: 'a' }, spool }, entry.id);
    await expect(register()).rejects.toMatchObject({ code: 'spool-full' });
    expect(registered).toEqual([]);
    broken = false;
    expect(await register()).toBe(true);
    expect(registered).toEqual([1]);
    expect(await reopen()).toBe(1);
  });

  test('that a crash tore is unknown', async () => {
    const { entry, reopen } = await oneWaiting();
    await writeFile(join(entry.folder, `${entry.upload}.generation`), '1');
    expect(await reopen()).toBeNull();
  });
});
