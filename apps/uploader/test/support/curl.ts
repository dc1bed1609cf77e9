import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the body that it requests.
  readonly body: any;
}

/** Runs curl, and parses the JSON of the answer. */
export async function curl(...args: string[]): Promise<Answer> {
  const run = promisify(execFile);
  const { stdout } = await run('curl', ['-sS', '-w', '\n%{http_code}', ...args]);
  const end = stdout.lastIndexOf('\n');
  const text = stdout.slice(0, end);
  return {
    status: Number(stdout.slice(end + 1)),
    body: text === '' ? undefined : JSON.parse(text),
  };
}
