import type { ServerResponse } from 'node:http';

const titles = {
  'access-denied':
    'A signed address that is still valid, or an API key with the scope read, is required',
  'bad-request': 'The path cannot be read',
  'cross-site-forbidden': 'A page of another site may not load this',
  'host-forbidden': 'This Galeria answers only under its loopback address',
  'method-not-allowed': 'This path does not take that method',
  'not-found': 'There is nothing here',
  'origin-unreachable': 'What would answer is not there just now; try again',
  'precondition-failed': 'The object is another one than you expect',
  'range-unsatisfiable': 'The range lies outside of the object',
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
    .end(
      JSON.stringify({ type: `urn:galeria:problem:${code}`, title: titles[code], status, code }),
    );
}
