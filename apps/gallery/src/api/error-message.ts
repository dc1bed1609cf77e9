import { meaning, text } from '../i18n.ts';
import { Problem } from './problem.ts';

/** Returns the message for an error in the page's language. Rethrows what is not a Problem. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'connection') return text('connection');
  if (error.code === 'unexpected') return text('unexpected', { status: error.status });
  return meaning(error.code, error.message);
}
