import type { Derive } from '../src/kind.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** What is damaged, and who has to cope with it. */
interface Subject {
  readonly derive: Derive;
  readonly makers: Readonly<Record<string, () => Promise<Buffer>>>;
  readonly mutate?: (file: Buffer, other: Buffer, random: Random) => Buffer | Promise<Buffer>;
  /** What the uploader takes a sample for, where its bytes do not tell. */
  readonly mimeTypeOf?: (sample: string) => string | undefined;
  /** In milliseconds, for one file. */
  readonly deadlineMs?: number;
}

/** Loaded when it is its turn: each starts a process of its own. */
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

/** Undefined where there is no such kind. */
export const loadSubject = async (kind: string) =>
  Object.hasOwn(subjects, kind)
    ? { mutate, mimeTypeOf: () => undefined, deadlineMs: 10_000, ...(await subjects[kind]!()) }
    : undefined;
