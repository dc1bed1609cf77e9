import { Parser } from 'htmlparser2';
import { limits } from '../limits.ts';
import type { TextWriter } from './writer.ts';

/** The metadata of a page. */
export interface HtmlFacts {
  readonly title: string;
  /** The `lang` attribute of the root element, unprocessed. */
  readonly language: string | undefined;
  readonly scripts: number;
  /** The content of `meta` elements by lower-case name. */
  readonly meta: ReadonlyMap<string, string>;
}

/** Elements without readable text. */
const SKIPPED = new Set(['script', 'style', 'template', 'noscript', 'svg', 'math', 'head']);

/** The elements that start and end a line (simplified from the HTML standard, 15.3.3). */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'
  ).split(' '),
);

/** Writes the text of an HTML page or XHTML chapter. */
export function createHtmlText(writer: TextWriter) {
  const meta = new Map<string, string>();
  let language: string | undefined;
  let title = '';
  let scripts = 0;
  let isHead = false;
  let isTitle = false;
  let hasTitle = false;
  let skipped = 0;
  let isAtStart = true;

  /** Ends the line once, however many blocks begin or end here. */
  const endLine = () => {
    if (!isAtStart && skipped === 0) writer.write('\n');
    isAtStart ||= skipped === 0;
  };
  const write = (text: string) => {
    const words = isAtStart ? text.trimStart() : text;
    if (skipped > 0 || words === '') return;
    writer.write(words);
    isAtStart = false;
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'html') language ??= attributes.lang ?? attributes['xml:lang'];
        if (name === 'meta' && attributes.name !== undefined && meta.size < limits.maxKeywords) {
          const key = attributes.name.toLowerCase();
          if (!meta.has(key)) meta.set(key, attributes.content ?? '');
        }
        scripts += Object.keys(attributes).filter((each) => each.startsWith('on')).length;
        if (name === 'script') scripts += 1;
        if (name === 'title' && !hasTitle && (skipped === 0 || isHead)) isTitle = true;
        if (name === 'head') isHead = true;
        if (SKIPPED.has(name)) skipped += 1;
        if (name === 'br' || BLOCKS.has(name)) endLine();
        if (name === 'td' || name === 'th') write('\t');
      },
      ontext(text) {
        if (isTitle && title.length < limits.maxValueCharacters * 2) title += text;
        write(text.replaceAll(/\s+/g, ' '));
      },
      onclosetag(name) {
        if (name === 'title') {
          hasTitle ||= isTitle;
          isTitle = false;
        }
        if (name === 'head') isHead = false;
        if (SKIPPED.has(name)) skipped = Math.max(0, skipped - 1);
        if (BLOCKS.has(name)) endLine();
      },
    },
    { recognizeSelfClosing: true },
  );
  return {
    write: (text: string) => parser.write(text),
    end(): HtmlFacts {
      parser.end();
      return { title, language, scripts, meta };
    },
  };
}
