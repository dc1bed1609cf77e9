import { errorTable } from '@galeria/media/errors';

const table = {
  'bad-setting': { title: 'Invalid setting' },
  'no-loop-device': { title: 'Power cuts require root and loop devices' },
  'start-failed': { title: 'Galeria failed to start' },
  'host-failed': { title: 'The process that runs Galeria failed' },
  interrupted: { title: 'Interrupted' },
} as const;

/** An error that ends a run of the harness, with a message that tells the user what to do. */
export class ChaosError extends errorTable('ChaosError', table) {}
