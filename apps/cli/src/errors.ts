import { errorTable } from '@galeria/media';

const table = {
  usage: { title: 'The command is not complete' },
  'not-running': { title: 'No Galeria is running on this data folder' },
  'no-stack': { title: 'The outputs of the stack cannot be read' },
  'other-recipe': { title: 'The functions that run make other renditions than this checkout' },
  'no-such-key': { title: 'There is no such key' },
} as const;

/** What a command cannot go on from, said so that a person can act on it. */
export class CliError extends errorTable('CliError', table) {}
