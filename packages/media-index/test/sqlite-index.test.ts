import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { openSqliteIndex } from '../src/sqlite/open.ts';
import { testMediaIndex } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'galeria-index-'));
let files = 0;

afterAll(() => rm(folder, { recursive: true }));

testMediaIndex(() => openSqliteIndex({ path: join(folder, `${files++}.sqlite`) }));
