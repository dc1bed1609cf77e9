import { errorTable } from '@galeria/media';

const table = {
  closed: { title: 'The function is closed' },
  'payload-too-large': { status: 413, title: "The payload exceeds Lambda's limit" },
} as const;

/** Errors of the embedded Lambda. Errors of a function are results, not exceptions. */
export class LambdaError extends errorTable('LambdaError', table) {}
