import { errorTable } from '@galeria/media';

/** Faults of the simulation itself, or of how it is used; what it finds is a `Violation`. */
export class SimulationError extends errorTable('SimulationError', {
  'bad-option': { title: 'An option is wrong' },
  endless: { title: 'A run does not come to its end' },
  'not-simulated': { title: 'The product asked for something that is not simulated' },
  'worker-lost': { title: 'A process that ran seeds ended before its time' },
  'mutation-stale': { title: 'A mutation names code that is not there' },
}) {}
