import { CACHED_ANSWERS } from '../limits.ts';
import type { Connection } from './statements.ts';

/**
 * Keeps answers until another connection changes the database.
 *
 * @see https://www.sqlite.org/pragma.html#pragma_data_version
 */
export function answerCache(connection: Connection) {
  const answers = new Map<string, unknown>();
  let version: number | undefined;
  return (question: string, answer: () => unknown): unknown => {
    const now = connection.one<{ data_version: number }>('PRAGMA data_version').data_version;
    if (now !== version) answers.clear();
    version = now;
    if (answers.has(question)) return answers.get(question);
    const fresh = answer();
    for (const oldest of answers.keys()) {
      if (answers.size < CACHED_ANSWERS) break;
      answers.delete(oldest);
    }
    answers.set(question, fresh);
    return fresh;
  };
}
