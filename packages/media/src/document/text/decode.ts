import { createReadStream } from 'node:fs';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import {
  createControlCount,
  createUtf8Count,
  guessedEncoding,
  isDecodable,
  markedEncoding,
} from './encoding.ts';

/** A text file with its detected encoding. */
export interface Decoded {
  /** A name of the Encoding Standard (WHATWG), such as `utf-8` or `shift_jis`. */
  readonly encoding: string;
  /** Streams its characters without byte order mark. */
  chunks(): AsyncIterable<string>;
}

/**
 * Detects a text file's encoding: by byte order mark, as UTF-8 if all but a few bytes are valid, by
 * declaration, or by character statistics.
 *
 * @param declared returns the encoding that the format declares in its first bytes
 * @throws MediaError `corrupt` if the bytes are not text
 */
export async function openTextFile(
  path: string,
  declared?: (head: Uint8Array) => string | undefined,
): Promise<Decoded> {
  const head = await headOf(path);
  const marked = markedEncoding(head);
  if (!marked?.startsWith('utf-16')) await refuseControls(path);
  const said = declared?.(head);
  const encoding =
    marked ??
    ((await isUtf8File(path)) ? 'utf-8' : undefined) ??
    (said && isDecodable(said) ? new TextDecoder(said).encoding : guessedEncoding(head));
  return { encoding, chunks: () => decode(path, encoding) };
}

async function* decode(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path)) {
    yield decoder.decode(chunk as Buffer, { stream: true });
  }
  yield decoder.decode();
}

async function headOf(path: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: limits.text.sampleBytes - 1 })) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function refuseControls(path: string): Promise<void> {
  const controls = createControlCount();
  for await (const chunk of createReadStream(path)) controls.add(chunk as Buffer);
  if (!controls.isText()) throw new MediaError('corrupt', { detail: 'the file is not text' });
}

async function isUtf8File(path: string): Promise<boolean> {
  const characters = createUtf8Count();
  for await (const chunk of createReadStream(path)) characters.add(chunk as Buffer);
  return characters.isUtf8();
}
