import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { defaults } from '../config/defaults.ts';
import type { GaleriaConfig } from '../config/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PREFIX = 'galeria:';

/** Reads a stack's settings from its file, without Pulumi. @throws the error of reading the file */
export function stackSettings(stack: string): GaleriaConfig {
  const { config = {} } = parse(readFileSync(`${root}/Pulumi.${stack}.yaml`, 'utf8')) ?? {};
  const own = Object.entries(config)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name.slice(PREFIX.length), value]);
  return { ...defaults, region: config['aws:region'] ?? 'us-east-1', ...Object.fromEntries(own) };
}
