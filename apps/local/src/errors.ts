import { errorTable } from '@galeria/media';

const table = {
  'bad-option': { title: 'Unknown option' },
  'bad-setting': { title: 'Invalid setting' },
  'bad-stack': { title: 'Invalid stack configuration' },
  'no-such-stack': { title: 'Stack not found' },
  'home-in-use': { title: 'The data folder is in use by another Galeria' },
  'disk-failed': { title: 'Cannot read or write the data folder' },
  'home-unusable': { title: 'Cannot use the data folder' },
  'port-taken': { title: 'The port is already in use' },
  'no-such-file': { title: 'Cannot read the file or folder' },
  'cell-failed': { title: 'The uploader failed to start' },
} as const;

/** An error that ends `npm start`, with a message that tells the user what to do. */
export class LocalError extends errorTable('LocalError', table) {}
