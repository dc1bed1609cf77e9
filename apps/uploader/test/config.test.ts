import { expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { environment } from './support/environment.ts';

const read = (more: NodeJS.ProcessEnv) => readConfig({ ...environment('/data'), ...more });

test('GALERIA_SPOOL_DIR is the former name of GALERIA_DATA_DIR, which takes precedence', () => {
  expect(read({ GALERIA_DATA_DIR: '', GALERIA_SPOOL_DIR: '/old' }).dataDir).toBe('/old');
  expect(read({ GALERIA_DATA_DIR: '/new', GALERIA_SPOOL_DIR: '/old' }).dataDir).toBe('/new');
  expect(() => read({ GALERIA_DATA_DIR: '' })).toThrow(/GALERIA_DATA_DIR must be set/);
});

test('GALERIA_CORS_ORIGINS is a list of exact origins', () => {
  const origins = (list: string) => read({ GALERIA_CORS_ORIGINS: list }).corsOrigins;
  expect(origins('')).toEqual([]);
  expect(origins('https://a.example, http://localhost:5173')).toEqual([
    'https://a.example',
    'http://localhost:5173',
  ]);
  for (const bad of ['*', 'null', 'https://a.example/', 'a.example', 'HTTPS://a.example']) {
    expect(() => origins(bad)).toThrow(/GALERIA_CORS_ORIGINS must be origins/);
  }
});
