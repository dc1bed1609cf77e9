/**
 * The environment in which glibc's malloc(3) gives memory back. Sockets are read into buffers of
 * 64 KiB. Where such a one was freed between two small pieces a hole stays, which is used again and
 * never given back; as mappings of their own they leave none. Two arenas, as each has its own holes.
 *
 * Whoever starts an uploader sets it: malloc(3) reads it before Node begins.
 *
 * @see https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
export const givesBack = { MALLOC_MMAP_THRESHOLD_: '32768', MALLOC_ARENA_MAX: '2' } as const;
