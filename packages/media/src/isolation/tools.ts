/** Paths of the programs that isolate a decoder. */
export interface Tools {
  readonly bwrap: string;
  readonly prlimit: string;
  readonly setpriv: string;
}

/** The standard install locations, as the search path is not trusted. */
export const tools: Tools = {
  bwrap: '/usr/bin/bwrap',
  prlimit: '/usr/bin/prlimit',
  setpriv: '/usr/bin/setpriv',
};

/** System paths that decoders read: shared libraries, and fonts for text in libvips. */
export const SYSTEM_PATHS = [
  '/lib',
  '/lib64',
  '/usr/lib',
  '/usr/lib64',
  '/etc/ld.so.cache',
  '/etc/fonts',
  '/usr/share/fontconfig',
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/var/cache/fontconfig',
] as const;
