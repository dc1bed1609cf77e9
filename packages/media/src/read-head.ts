import { open } from 'node:fs/promises';

/** Reads at most `most` first bytes of a file. */
export async function readHead(path: string, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most)), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
