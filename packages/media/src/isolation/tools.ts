/** Paths of the programs that isolate a decoder. */
export interface Tools {
  readonly bwrap: string;
  readonly prlimit: string;
  readonly setpriv: string;
}

/** Looked for where distributions install them, never by the search path. */
export const tools: Tools = {
  bwrap: '/usr/bin/bwrap',
  prlimit: '/usr/bin/prlimit',
  setpriv: '/usr/bin/setpriv',
};

/** What a decoder reads of the system: shared libraries, and the fonts that libvips draws text with. */
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
