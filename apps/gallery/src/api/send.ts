import type { Uploaded } from '@galeria/api/client';
import { authorization } from './key.ts';
import { type ProgressListener, postFile } from './post-file.ts';

/**
 * Uploads one file.
 *
 * @throws Problem
 */
export async function send(
  file: File,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<Uploaded> {
  const headers = authorization();
  const answer = await postFile(file, { path: '/uploads', headers, onProgress, signal });
  const { uploads } = JSON.parse(answer) as { uploads: [Uploaded] };
  return uploads[0];
}
