import { SNIFF_BYTES } from '@galeria/media';
import { type FileType, recognise } from '../receive/recognise.ts';
import type { Spool } from '../spool/spool.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { createFileHasher, type FileHasher } from './file-hasher.ts';

interface Session {
  hasher?: FileHasher | undefined;
  type?: FileType;
}

export type Sessions = ReturnType<typeof createSessions>;

/** The state of unfinished uploads that this process has beside their files. */
export function createSessions({ unfinished }: Pick<Spool, 'unfinished'>) {
  const sessions = new WeakMap<UnfinishedUpload, Session>();

  function sessionOf(upload: UnfinishedUpload): Session {
    const session = sessions.get(upload) ?? {};
    sessions.set(upload, session);
    return session;
  }

  return {
    /** The hash of an upload: where this process has none, the file is read once in the background. */
    hasherOf: (upload: UnfinishedUpload): FileHasher => {
      const session = sessionOf(upload);
      session.hasher ??= createFileHasher(
        (start, end) => unfinished.stream(upload, start, end),
        upload.offset,
      );
      return session.hasher;
    },
    /** Discards a hash that includes bytes that were cut from the upload. */
    dropHasher: (upload: UnfinishedUpload): void => {
      sessionOf(upload).hasher = undefined;
    },
    /**
     * The type of an upload as soon as the file has the bytes that decide it.
     *
     * @param written bytes in the file
     * @throws UploaderError `kind-unsupported`
     */
    typeOf: async (upload: UnfinishedUpload, written: number): Promise<FileType | undefined> => {
      const session = sessionOf(upload);
      if (session.type) return session.type;
      if (written < SNIFF_BYTES && written !== upload.description.length) return undefined;
      const chunks: Buffer[] = [];
      const end = Math.min(written, SNIFF_BYTES);
      for await (const chunk of unfinished.stream(upload, 0, end)) chunks.push(chunk);
      session.type = await recognise(Buffer.concat(chunks), upload.description.filename);
      return session.type;
    },
  };
}
