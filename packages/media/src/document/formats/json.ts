import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import type { Reader } from '../reading.ts';
import { openTextFile } from '../text/decode.ts';
import { createUnescape, withoutComments } from '../text/json.ts';
import { createLineCount } from '../text/lines.ts';
import { openText } from '../text/writer.ts';

/**
 * Reads JSON (RFC 8259), also several values, one per line, and JSON with comments. Parses as a stream,
 * as a parsed file of brackets would take a hundred times its size. `values` is the number of values.
 * The text has characters in place of escape sequences.
 */
export const readJson: Reader = async ({ path, textPath, mimeType }) => {
  const { encoding, chunks } = await openTextFile(path);
  const writer = openText(textPath);
  const lines = createLineCount();
  const withCharacters = createUnescape();
  for await (const chunk of chunks()) {
    lines.add(chunk);
    writer.write(withCharacters(chunk));
  }
  const values = await countValues(chunks()).catch((error: unknown) => {
    if (error instanceof MediaError) return countValues(withoutComments(chunks()));
    throw error;
  });
  return {
    mimeType,
    metadata: { encoding, lines: lines.total(), ...(values > 1 && { values }) },
    text: writer.close(),
  };
};

async function countValues(chunks: AsyncIterable<string>): Promise<number> {
  const parser = createValueCount();
  for await (const chunk of chunks) parser.write(chunk);
  return parser.end();
}

/** Change of the nesting depth by token. */
const steps: Readonly<Partial<Record<TokenType, number>>> = {
  [TokenType.LEFT_BRACE]: 1,
  [TokenType.LEFT_BRACKET]: 1,
  [TokenType.RIGHT_BRACE]: -1,
  [TokenType.RIGHT_BRACKET]: -1,
};

function createValueCount() {
  let values = 0;
  let depth = 0;
  const tokenizer = new Tokenizer({ separator: '' });
  // Report only top-level values and keep none of their content.
  const parser = new TokenParser({ paths: ['$'], keepStack: false, separator: '' });
  const fail = (cause: Error) => {
    throw new MediaError('corrupt', { detail: 'the file is not valid JSON', cause });
  };
  tokenizer.onError = fail;
  parser.onError = fail;
  tokenizer.onToken = (token) => {
    depth += steps[token.token] ?? 0;
    if (depth > limits.maxDepth) fail(new Error(`nested deeper than ${limits.maxDepth} levels`));
    parser.write(token);
  };
  parser.onValue = () => {
    values += 1;
  };
  return {
    write: (text: string) => tokenizer.write(text),
    end(): number {
      if (!tokenizer.isEnded) tokenizer.end();
      if (!parser.isEnded) parser.end();
      if (values === 0) fail(new Error('the file has no value'));
      return values;
    },
  };
}
