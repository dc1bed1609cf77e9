import type { Api } from './api/client.ts';
import { Problem } from './api/problem.ts';
import type { Format } from './format.ts';
import type { Texts } from './texts.ts';

/** The dependencies that the components of the page share. */
export interface Context {
  readonly texts: Texts;
  readonly format: Format;
  readonly api: Api;
  /** Shows a message for some seconds. Screen readers read it aloud. */
  readonly say: (sentence: string) => void;
}

/** Returns the message for an error in the page's language. */
export function errorMessage({ texts }: Pick<Context, 'texts'>, error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'connection') return texts.text('connection');
  if (error.code === 'unexpected') return texts.text('unexpected', { status: error.status });
  return texts.meaning(error.code, error.message);
}
