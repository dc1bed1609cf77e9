import type { Readable } from 'node:stream';
import { limits } from './limits.ts';
import type { LogEntry } from './types.ts';

/**
 * Splits a function's output into lines. Text beyond the limit is dropped up to the next line break, so
 * that an endless line does not fill the host's memory.
 */
export function forwardLines(output: Readable, line: (message: LogEntry['message']) => void): void {
  let rest = '';
  output.setEncoding('utf8');
  output.on('data', (text: string) => {
    const lines = text.split('\n');
    for (const [index, part] of lines.entries()) {
      rest += part.slice(0, limits.logLineCharacters - rest.length);
      if (index === lines.length - 1) return;
      if (rest !== '') line(parse(rest));
      rest = '';
    }
  });
  output.on('end', () => {
    if (rest !== '') line(parse(rest));
  });
  // A killed process breaks its pipes. Its earlier output has been read.
  output.on('error', () => {});
}

function parse(line: string): LogEntry['message'] {
  if (!line.startsWith('{')) return line;
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
