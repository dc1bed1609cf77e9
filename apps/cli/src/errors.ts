import { errorTable } from '@galeria/media';

const table = {
  usage: { title: 'Invalid arguments' },
  'not-running': { title: 'Galeria is not running on this data folder' },
  'no-stack': { title: 'Cannot read the outputs of the stack' },
  'other-recipe': { title: 'The deployed functions use another recipe than this checkout' },
  'no-such-key': { title: 'Key not found' },
  'no-such-album': { title: 'No single album has this name or id' },
  'no-such-file': { title: 'Cannot read the file or folder' },
  'other-export': { title: 'The folder has another export' },
  'not-an-export': { title: 'The folder has no export of Galeria' },
  'server-refused': { title: 'The server refused the request' },
  'key-refused': { title: 'The server refused the API key' },
} as const;

/** An error that ends a command, with a message that tells the user what to do. */
export class CliError extends errorTable('CliError', table) {}
