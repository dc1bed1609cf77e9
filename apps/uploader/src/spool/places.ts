import { makeFolderDurably, type SpoolFiles } from './files.ts';
import { type Layout, layout } from './layout.ts';

/** Makes the folders of a spool where they are missing, and their names durable in any case. */
export async function makePlaces(files: SpoolFiles, dataDir: string): Promise<Layout> {
  const places = layout(dataDir);
  await makeFolderDurably(files, dataDir);
  for (const folder of [places.spool, places.incoming, places.ready, places.held]) {
    await files.makeFolder(folder);
  }
  // Also where they were there already: whoever made them may have died before it came to this.
  await files.syncFolder(places.spool);
  await files.syncFolder(dataDir);
  return places;
}
