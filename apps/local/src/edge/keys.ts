import { openCatalog } from '@galeria/catalog';
import { type KeyStore, openKeyStore } from '@galeria/uploader/key-store';
import type { Log } from '../log.ts';
import type { Outputs } from '../program/run.ts';
import type { Servers } from '../servers.ts';
import { makeFolder } from '../sqlite/folder.ts';

/** Opens the key store that cells use. `dataDir` stores a copy of the last known API keys. */
export async function openKeys(
  { dynamodb }: Servers,
  { table }: Outputs,
  dataDir: string,
  log: Log,
): Promise<KeyStore> {
  await makeFolder(dataDir);
  const write = (level: string) => (line: unknown, msg?: string) =>
    log('edge', { level, msg, ...(line as object) });
  return openKeyStore({
    catalog: openCatalog({ table: String(table), dynamodb }),
    dataDir,
    log: { warn: write('warn'), error: write('error') },
  });
}
