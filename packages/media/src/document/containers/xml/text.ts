import type { TextWriter } from '../../text/writer.ts';
import { parseXml } from './parse.ts';

/** The rules to extract text from an XML vocabulary. */
export interface TextRules {
  /** The elements that contain text. All elements if absent. */
  readonly take?: readonly string[];
  /** The elements to skip with their content. */
  readonly skip: readonly string[];
  /** The text to write where an element begins or ends. */
  readonly before?: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/**
 * Writes the text of a part until the writer's limit is reached.
 *
 * @param also called for each element, to read attributes
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
