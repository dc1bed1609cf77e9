import { Parser } from 'htmlparser2';
import { limits } from '../limits.ts';
import type { TextWriter } from './writer.ts';

/** What a page says of itself. */
export interface HtmlFacts {
  readonly title: string;
  /** Of the root element, as it stands there. */
  readonly language: string | undefined;
  readonly scripts: number;
  /** `meta` elements by their name, in lower case. */
  readonly meta: ReadonlyMap<string, string>;
}

/** What is in these is not read by people. */
const SKIPPED = new Set(['script', 'style', 'template', 'noscript', 'svg', 'math', 'head']);

/** The elements that start and end a line: HTML's rendering section, 15.3.3, in outline. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'
  ).split(' '),
);

/** Writes the words of a page, or of a chapter in XHTML. */
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

  /** Ends a line, once, however many blocks begin or end here. */
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
