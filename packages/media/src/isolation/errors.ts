import { errorTable } from '../errors.ts';

const table = {
  'decoder-unavailable': { title: 'No decoder process took the file' },
} as const;

/** A fault of this machine, not of the file: trying again later may help. */
export class IsolationError extends errorTable('IsolationError', table) {}
