import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derive } from '@galeria/media/document';
import { readDocument } from '../../src/document/read.ts';
import type { Reading } from '../../src/document/reading.ts';
import { DocumentMetadata } from '../../src/document/schema.ts';
import { MediaError } from '../../src/failures.ts';
import type { Derivation, Rendition } from '../../src/kind.ts';
import { SNIFF_BYTES, sniff } from '../../src/sniff.ts';
import { assertMetadata } from '../metadata.ts';

export interface Read extends Derivation<Rendition, DocumentMetadata> {
  /** The text rendition, or an empty string. */
  readonly text: string;
  /** The names of the pictures. */
  readonly pictures: readonly string[];
}

/** Sniffs bytes like the uploader and derives from them like the processor. */
export async function read(bytes: Uint8Array, name = 'file.txt'): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  try {
    const path = join(folder, 'original');
    await writeFile(path, bytes);
    const mimeType = (await sniff(bytes.subarray(0, SNIFF_BYTES), name))?.mimeType;
    const source = { id: 'test', path, size: bytes.length, ...(mimeType && { mimeType }) };
    const derivation = await derive(source);
    assertMetadata(DocumentMetadata, derivation.metadata);
    const written = derivation.renditions.find((each) => each.mimeType.startsWith('text/'));
    const body = written?.body as { file: string } | undefined;
    return {
      ...derivation,
      text: body ? await readFile(join(folder, body.file), 'utf8') : '',
      pictures: derivation.renditions.filter((each) => each !== written).map((each) => each.name),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns `ready` or the failure's code. Other errors are thrown. */
export async function outcomeOf(bytes: Uint8Array, name?: string): Promise<string> {
  try {
    await read(bytes, name);
    return 'ready';
  } catch (error) {
    if (error instanceof MediaError) return error.code;
    throw error;
  }
}

/** The result of a reader, with the text. */
export interface ReadOnly extends Omit<Reading, 'text'> {
  readonly text: string;
  readonly excerpt: string;
  readonly truncated: boolean;
}

/** Sniffs bytes and reads them in this process, without making pictures. */
export async function readOnly(bytes: Uint8Array, name = 'file.txt'): Promise<ReadOnly> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  try {
    const path = join(folder, 'original');
    await writeFile(path, bytes);
    const mimeType = (await sniff(bytes.subarray(0, SNIFF_BYTES), name))?.mimeType;
    const source = { id: 'test', path, size: bytes.length, ...(mimeType && { mimeType }) };
    const { text, ...reading } = await readDocument(source);
    assertMetadata(DocumentMetadata, { format: 'any', ...reading.metadata });
    return {
      ...reading,
      text: text ? await readFile(text.path, 'utf8') : '',
      excerpt: text?.excerpt ?? '',
      truncated: text?.truncated ?? false,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
