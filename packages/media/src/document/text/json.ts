import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';

/** The characters of escape sequences (RFC 8259, 7). Backspace and form feed are no text. */
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: ' ',
  f: ' ',
  n: '\n',
  r: '\n',
  t: '\t',
};

const ESCAPE = /\\(?:u([0-9a-f]{4})|(["\\/bfnrt]))/gi;

/** A sequence that the next piece may complete, after complete ones. */
const INCOMPLETE = /(?<!\\)(?:\\\\)*(\\(?:u[0-9a-f]{0,3})?)$/i;

/** Returns a function that replaces the escape sequences of JSON, which comes in pieces. */
export function createUnescape(): (text: string) => string {
  let carried = '';
  return (text) => {
    const whole = carried + text;
    carried = INCOMPLETE.exec(whole)?.[1] ?? '';
    return whole
      .slice(0, whole.length - carried.length)
      .replaceAll(ESCAPE, (_, code: string | undefined, name = '') =>
        code === undefined
          ? (escapes[name] ?? name)
          : String.fromCharCode(Number.parseInt(code, 16)),
      );
  };
}

/** A string, a comment, or a comma that a closing bracket may follow. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[\]}])/g;

/**
 * Removes comments, and commas after the last value, as editors of settings allow them.
 *
 * @throws MediaError `corrupt` if the text is longer than such files are
 */
export async function* withoutComments(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > limits.json.maxCommentedCharacters)
      throw new MediaError('corrupt', { detail: 'the file is not valid JSON' });
  }
  yield text
    .replaceAll(TOKEN, (token) => (token.startsWith('"') || token === ',' ? token : ' '))
    .replaceAll(TOKEN, (token) => (token === ',' ? ' ' : token));
}
