/**
 * The environment that makes glibc's malloc(3) return memory to the system. Freed between two small
 * allocations, a large buffer leaves a hole in the heap; allocated by mmap(2), it leaves none. glibc
 * raises the threshold up to 32 MiB unless it is set. Below the 64 KiB of a socket's buffer, each of
 * them would be a mapping of its own, whose pages the kernel clears. Two arenas limit the holes of the
 * rest.
 *
 * Set it when starting an uploader: malloc(3) reads it before Node begins.
 *
 * @see https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
export const mallocEnvironment = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '2',
} as const;
