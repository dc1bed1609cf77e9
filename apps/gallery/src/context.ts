import type { Api } from './api/client.ts';
import { Problem } from './api/problem.ts';
import type { Format } from './format.ts';
import type { Texts } from './texts.ts';

/** What every part of the page works with. */
export interface Context {
  readonly texts: Texts;
  readonly format: Format;
  readonly api: Api;
  /** Says something in passing: shown for a while, and read out. */
  readonly say: (sentence: string) => void;
}

/** What an error is for a person. */
export function explain({ texts }: Pick<Context, 'texts'>, error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'connection') return texts.text('connection');
  if (error.code === 'unexpected') return texts.text('unexpected', { status: error.status });
  return texts.meaning(error.code, error.message);
}
