import type { TextWriter } from '../../text/writer.ts';
import { parseXml } from './parse.ts';

/** How a vocabulary writes text down. */
export interface TextRules {
  /** The elements whose characters are text; absent: all of them. */
  readonly take?: readonly string[];
  /** The elements that are left out with all that is in them. */
  readonly skip: readonly string[];
  /** What is written where an element begins or ends. */
  readonly before?: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/**
 * Writes the text of a part, until the writer has no room for more.
 *
 * @param also sees each element, for what attributes say.
 */
export async function writeXmlText(
  chunks: AsyncIterable<Uint8Array>,
  { take, skip, before = {}, after }: TextRules,
  writer: TextWriter,
  also?: (name: string, attribute: (name: string) => string | undefined) => void,
): Promise<void> {
  let skipped = 0;
  let taken = take ? 0 : 1;
  let isFull = false;
  const write = (text: string | undefined) => {
    if (text && skipped === 0) isFull = !writer.write(text);
  };
  await parseXml(chunks, {
    open(name, attribute) {
      also?.(name, attribute);
      if (skip.includes(name)) skipped += 1;
      if (take?.includes(name)) taken += 1;
      write(before[name]);
    },
    text(text) {
      if (taken > 0) write(text);
    },
    close(name) {
      write(after[name]);
      if (take?.includes(name)) taken -= 1;
      if (skip.includes(name)) skipped -= 1;
    },
    isDone: () => isFull,
  });
}
