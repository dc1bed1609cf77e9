import { MediaError } from '../../../failures.ts';
import { limits } from '../../limits.ts';
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
  /** The elements whose text comes after that of the next enclosing one of `parts`, or of all. */
  readonly defer?: readonly string[];
  readonly parts?: readonly string[];
}

/**
 * Writes the text of a part until the writer's limit is reached.
 *
 * @param also called for each element, to read attributes
 */
export async function writeXmlText(
  chunks: AsyncIterable<Uint8Array>,
  { take, skip, before = {}, after, defer = [], parts = [] }: TextRules,
  writer: Pick<TextWriter, 'write'>,
  also?: (name: string, attribute: (name: string) => string | undefined) => void,
): Promise<void> {
  let skipped = 0;
  let taken = take ? 0 : 1;
  let isFull = false;
  let deferring = 0;
  let deferred = '';
  const write = (text: string | undefined) => {
    if (!text || skipped > 0) return;
    if (deferring === 0) isFull = !writer.write(text);
    else if (deferred.length < limits.text.maxBytes) deferred += text;
  };
  const writeDeferred = () => {
    if (deferred !== '') isFull = !writer.write(deferred);
    deferred = '';
  };
  await parseXml(chunks, {
    open(name, attribute) {
      also?.(name, attribute);
      if (skip.includes(name)) skipped += 1;
      if (defer.includes(name)) deferring += 1;
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
      if (defer.includes(name)) {
        deferring -= 1;
        if (deferred !== '' && !deferred.endsWith('\n')) deferred += '\n';
      }
      if (parts.includes(name)) writeDeferred();
    },
    isDone: () => isFull,
  });
  writeDeferred();
}

/**
 * Writes the text of a part that a document may lack, without blank lines. Damage ends its text, and is
 * no fault of the file.
 */
export async function writeOptionalText(
  chunks: AsyncIterable<Uint8Array>,
  rules: TextRules,
  writer: Pick<TextWriter, 'write'>,
): Promise<void> {
  let text = '';
  const collect = (more: string) => {
    text += more;
    return text.length < limits.text.maxBytes;
  };
  try {
    await writeXmlText(chunks, rules, { write: collect });
  } catch (error) {
    if (!(error instanceof MediaError) || error.code !== 'corrupt') throw error;
  }
  writer.write(text.replaceAll(/\n{2,}/g, '\n').replace(/^\n/, ''));
}
