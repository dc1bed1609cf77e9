import { syncBuiltinESMExports } from 'node:module';
import { replaceClock } from './clock.ts';
import { setEnvironment } from './config.ts';
import { replaceDecoders } from './decoder/replace.ts';
import { replaceFiles } from './files.ts';
import { replaceTransport } from './transport.ts';

/**
 * Replaces Node's clocks, randomness, files, processes and the SDK's transport, before any of the
 * product is loaded: modules take hold of what they import.
 */
export function install(): void {
  setEnvironment();
  replaceClock();
  replaceFiles();
  replaceDecoders();
  replaceTransport();
  syncBuiltinESMExports();
}
