import type { DropAmount } from '@galeria/catalog';
import { UploaderError } from '../errors.ts';
import type { Part } from '../receive/keep-files.ts';

/**
 * Refuses files and bytes beyond what is left, while they are received.
 *
 * @throws UploaderError `drop-full`, from the parts and from their chunks
 */
export async function* withinDrop(
  parts: AsyncIterable<Part>,
  left: DropAmount,
): AsyncGenerator<Part> {
  let { files, bytes } = left;

  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes -= chunk.length;
      if (bytes < 0) throw new UploaderError('drop-full');
      yield chunk;
    }
  }

  for await (const part of parts) {
    files -= 1;
    if (files < 0) throw new UploaderError('drop-full');
    yield { ...part, chunks: counted(part.chunks) };
  }
}
