import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, openPromise } from 'yauzl';

/** Reads an archive, a path or its bytes, with another program than the one that wrote it, by its central directory. */
export async function readZip(archive: string | Buffer) {
  const zip =
    typeof archive === 'string'
      ? await openPromise(archive, { autoClose: false })
      : await fromBufferPromise(archive);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return {
    entries,
    names: entries.map(({ fileName }) => fileName),
    /** The bytes of a file. Their check sum and length are verified. */
    async read(name: string): Promise<Buffer> {
      const entry = entries.find(({ fileName }) => fileName === name);
      if (!entry) throw new Error(`the archive has no ${name}`);
      return buffer(await zip.openReadStreamPromise(entry));
    },
    close: () => zip.close(),
  };
}
