import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FailureCode, MediaError } from '../src/failures.ts';
import type { Derive } from '../src/kind.ts';

export interface Verdict {
  /** `ready`, the failure's code, or the message of an unexpected error. */
  readonly outcome: 'ready' | FailureCode | { readonly unexpected: string };
  readonly elapsedMs: number;
}

export interface Judge {
  judge(file: Uint8Array, mimeType?: string): Promise<Verdict>;
  close(): Promise<void>;
}

/** Derives from files one after another and returns each outcome. */
export async function openJudge(derive: Derive): Promise<Judge> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-fuzz-'));
  return {
    async judge(file, mimeType) {
      // A separate folder, as a timed-out derivation may still be running.
      const path = join(await mkdtemp(join(folder, 'file-')), 'original');
      await writeFile(path, file);
      const startedAt = performance.now();
      const outcome = await derive({
        id: 'fuzz',
        path,
        size: file.length,
        ...(mimeType !== undefined && { mimeType }),
      }).then(
        () => 'ready' as const,
        (error: unknown) =>
          error instanceof MediaError ? error.code : { unexpected: String(error) },
      );
      const elapsedMs = performance.now() - startedAt;
      await rm(dirname(path), { recursive: true });
      return { outcome, elapsedMs };
    },
    close: () => rm(folder, { recursive: true }),
  };
}
