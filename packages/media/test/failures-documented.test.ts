import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { failures } from '../src/failures.ts';

const page = readFileSync(new URL('../../../docs/failures.md', import.meta.url), 'utf8');

test.each(Object.keys(failures))('docs/failures.md says what to do about %s', (code) => {
  expect(page).toMatch(new RegExp(`^\\| \`${code}\` \\| .{20,} \\| .{20,} \\|$`, 'm'));
});
