import { readEnvironment } from '@galeria/config';
import { Type } from 'typebox';
import { type QueueConfig, queueConfigOf, queueEnvironment } from '../queue-config.ts';

/** @throws EnvironmentError: the function then fails at init. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): QueueConfig =>
  queueConfigOf(readEnvironment(Type.Object(queueEnvironment), env));
