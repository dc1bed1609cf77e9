import { invalidVariable, readEnvironment } from '@galeria/config';
import { errorTable, type KindDescriptor, kindByName, kinds } from '@galeria/media';
import { Type } from 'typebox';
import { type QueueConfig, queueConfigOf, queueEnvironment } from './queue-config.ts';

export class ConfigError extends errorTable('ConfigError', {
  'other-kind': { title: 'GALERIA_KIND differs from the kind of this bundle' },
}) {}

const Environment = Type.Object({
  GALERIA_KIND: Type.String({ description: 'the kind of media that the function processes' }),
  ...queueEnvironment,
});

/** The configuration of a processor. */
export interface Config extends QueueConfig {
  readonly kind: KindDescriptor;
}

/** @throws EnvironmentError: the function then fails at init. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const values = readEnvironment(Environment, env);
  const kind = kindByName(values.GALERIA_KIND);
  if (!kind) {
    const requirement = `one of ${kinds.map(({ name }) => name).join(', ')}`;
    throw invalidVariable('GALERIA_KIND', requirement, values.GALERIA_KIND);
  }
  return { kind, ...queueConfigOf(values) };
}
