/**
 * The environment that makes glibc's malloc(3) return memory to the system. Node reads sockets into
 * buffers of 64 KiB. Freed between two small allocations, such a buffer leaves a hole in the heap;
 * allocated by mmap(2), it leaves none. Two arenas limit the holes of the rest.
 *
 * Set it when starting an uploader: malloc(3) reads it before Node begins.
 *
 * @see https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
export const mallocEnvironment = {
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_ARENA_MAX: '2',
} as const;
