import { errorTable } from '@galeria/media';

const table = {
  'bad-option': { title: 'There is no such option' },
  'bad-setting': { title: 'A setting cannot be used' },
  'bad-stack': { title: "The stack's configuration is wrong" },
  'no-such-stack': { title: 'There is no such stack' },
  'home-in-use': { title: 'Another Galeria is running on this data folder' },
  'disk-failed': { title: 'The data folder could not be read or written' },
  'home-unusable': { title: 'The data folder cannot be used' },
  'port-taken': { title: 'The port is taken' },
  'no-such-file': { title: 'A file or folder cannot be read' },
  interrupted: { title: 'It was interrupted' },
  'no-loop-device': { title: '--power-cut needs root and loop devices' },
  'cell-failed': { title: 'The uploader did not start' },
} as const;

/** What `npm start` cannot go on from, said so that a person can act on it. */
export class LocalError extends errorTable('LocalError', table) {}
