import { errorTable } from '../errors.ts';

const table = {
  'decoder-unavailable': { title: 'The decoder process could not be started' },
} as const;

/** An error of this machine, not of the file. A retry may succeed. */
export class IsolationError extends errorTable('IsolationError', table) {}
