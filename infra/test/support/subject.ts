import type { Recording } from './recording.ts';

/** A stack that rules are held against; its recording is there once the tests run. */
export interface Subject {
  readonly stack: string;
  readonly region: string;
  recorded: Recording;
}

/** The tags that everything carries. */
export const tagsOf = ({ stack }: Subject) => ({
  'galeria:project': 'galeria',
  'galeria:stack': stack,
});
