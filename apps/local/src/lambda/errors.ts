import { errorTable } from '@galeria/media';

const table = {
  closed: { title: 'The function is closed' },
  'payload-too-large': { status: 413, title: 'The payload is larger than Lambda takes' },
} as const;

/** What the embedded Lambda refuses. A function's own faults are results, not exceptions. */
export class LambdaError extends errorTable('LambdaError', table) {}
