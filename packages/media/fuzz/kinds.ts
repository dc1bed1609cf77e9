import type { Derive } from '../src/kind.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** The samples to damage and the code to test. */
interface Subject {
  readonly derive: Derive;
  readonly makers: Readonly<Record<string, () => Promise<Buffer>>>;
  readonly mutate?: (file: Buffer, other: Buffer, random: Random) => Buffer | Promise<Buffer>;
  /** Returns the uploader's type of a sample whose bytes are ambiguous. */
  readonly mimeTypeOf?: (sample: string) => string | undefined;
  /** Time-out for one file in milliseconds. */
  readonly deadlineMs?: number;
}

/** Loaded on demand, as each starts a child process. */
const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  images: async () => ({
    ...(await import('../src/image/isolated.ts')),
    ...(await import('../test/image/samples.ts')),
  }),
  audio: async () => ({
    ...(await import('../src/audio/isolated.ts')),
    ...(await import('../test/audio/samples.ts')),
  }),
  documents: async () => ({
    ...(await import('../src/document/isolated.ts')),
    ...(await import('../test/document/samples.ts')),
    mutate: (await import('./repack.ts')).mutateDocument,
    deadlineMs: 15_000,
  }),
};

export const kindsOfFuzz: readonly string[] = Object.keys(subjects);

/** Returns undefined for an unknown kind. */
export async function loadSubject(kind: string) {
  const load = Object.hasOwn(subjects, kind) ? subjects[kind] : undefined;
  return load && { mutate, mimeTypeOf: () => undefined, deadlineMs: 20_000, ...(await load()) };
}
