import type { SpoolFiles } from './files.ts';
import type { Layout } from './layout.ts';

/** The folders of a spool, and how files get into `ready`. */
export interface SpoolFolders {
  readonly files: SpoolFiles;
  readonly folders: Layout;
  /** Makes the names in `ready` durable, with one fsync for concurrent callers. */
  readonly syncReady: () => Promise<void>;
}
