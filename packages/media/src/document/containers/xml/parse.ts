import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { MediaError } from '../../../failures.ts';
import { limits } from '../../limits.ts';
import { prefixes, undeclared } from './prefixes.ts';

export interface Handlers {
  /** Names have the prefixes of prefixes.ts, independent of the file's. */
  open?(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Called between chunks. True ends parsing early. */
  isDone?(): boolean;
}

/**
 * Parses XML as a stream. Supports only XML's five predefined entities and loads no external resources.
 *
 * @throws MediaError `corrupt` if it is not well-formed, including namespaces
 */
export async function parseXml(chunks: AsyncIterable<Uint8Array>, handlers: Handlers) {
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    additionalNamespaces: undeclared,
  });
  const fail = (cause: unknown) => {
    throw new MediaError('corrupt', { detail: 'the XML is not well-formed', cause });
  };
  let depth = 0;
  let attributes: Record<string, { prefix: string; local: string; uri: string; value: string }>;
  const attribute = (name: string) =>
    Object.values(attributes).find((each) => nameOf(each) === name)?.value;
  parser.on('error', fail);
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > limits.maxDepth) fail(new Error(`nested deeper than ${limits.maxDepth} levels`));
    attributes = tag.attributes as typeof attributes;
    handlers.open?.(nameOf(tag), attribute);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handlers.close?.(nameOf(tag));
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= decoderOf(chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
    if (handlers.isDone?.()) return;
  }
  parser.write(decoder?.decode() ?? '').close();
}

const nameOf = ({ uri, local }: { uri: string; local: string }): string => {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? local : `${prefix}:${local}`;
};

/**
 * Detects the encoding (XML 1.0, appendix F): by byte order mark, else by declaration, else UTF-8.
 *
 * @throws MediaError `corrupt` if the declared encoding is unknown
 */
export function decoderOf(first: Uint8Array): TextDecoder {
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder('utf-16be');
  const head = Buffer.from(first.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8');
  } catch (cause) {
    throw new MediaError('corrupt', { detail: `the XML is encoded in ${declared}`, cause });
  }
}
