import { mallocEnvironment } from './memory/malloc.ts';

/**
 * The environment with which an uploader is started: libuv and malloc(3) read it before Node begins.
 *
 * Each fsync and write occupies a thread of libuv. With its default of four, the fsyncs of many uploads
 * wait for each other although the disk could join them.
 *
 * @see https://docs.libuv.org/en/v1.x/threadpool.html
 */
export const processEnvironment = { ...mallocEnvironment, UV_THREADPOOL_SIZE: '16' } as const;
