import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { SNIFF_BYTES, sniff } from './sniff.ts';

/** Detects the kind of a file on the disk, as `sniff` does. */
export async function sniffFile(path: string, filename = basename(path)): ReturnType<typeof sniff> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(SNIFF_BYTES) });
    return await sniff(buffer.subarray(0, bytesRead), filename);
  } finally {
    await file.close();
  }
}
