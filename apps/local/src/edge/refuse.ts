import type { ServerResponse } from 'node:http';

const titles = {
  'bad-path': 'The path cannot be read',
  'bad-host': 'This Galeria answers only under its loopback address',
  'method-not-allowed': 'This path does not take that method',
  'no-such-object': 'There is nothing here',
  'origin-unreachable': 'What would answer is not there just now; try again',
  'precondition-failed': 'The object is another one than you expect',
  'range-not-satisfiable': 'The range lies outside of the object',
} as const;

/** Answers with a problem document (RFC 9457). */
export function refuse(
  response: ServerResponse,
  status: number,
  code: keyof typeof titles,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
    .end(JSON.stringify({ type: 'about:blank', title: titles[code], status, code }));
}
