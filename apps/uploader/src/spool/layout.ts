import { join } from 'node:path';

/**
 * Where things lie in the data folder. docs/reliability.md has the protocol.
 *
 * ```
 * spool/lock                     one uploader at a time
 * spool/incoming/<ULID>/         a request while it is received; taken away at recovery
 * spool/ready/<ULID>/            request.json and <upload ULID>.bin for each file; one rename from
 *                                incoming; a .bin that is gone has been shipped.
 *                                <upload ULID>.tries for a file whose shipping failed,
 *                                <upload ULID>.generation for one that had none at acceptance
 * spool/held/<upload ULID>/      the same shape for one file that S3 refused for good, and held.json
 * ```
 */
export const layout = (dataDir: string) => {
  const spool = join(dataDir, 'spool');
  return {
    spool,
    incoming: join(spool, 'incoming'),
    ready: join(spool, 'ready'),
    held: join(spool, 'held'),
    probe: join(spool, 'probe'),
  };
};

export type Layout = ReturnType<typeof layout>;

export const requestFile = (folder: string): string => join(folder, 'request.json');
export const heldFile = (folder: string): string => join(folder, 'held.json');
export const bytesFile = (folder: string, upload: string): string => join(folder, `${upload}.bin`);
export const triesFile = (folder: string, upload: string): string =>
  join(folder, `${upload}.tries`);
export const generationFile = (folder: string, upload: string): string =>
  join(folder, `${upload}.generation`);
