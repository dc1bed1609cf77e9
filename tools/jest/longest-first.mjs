import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import TestSequencer from '@jest/test-sequencer';
import { root } from '../bootstrap/root.mjs';

const usual = JSON.parse(readFileSync(new URL('./durations.json', import.meta.url), 'utf8'));

/** Of files that are not listed. */
const SHORT_MS = 1000;

/**
 * Starts the longest test files first, so that none of them runs alone at the end. Jest knows the
 * durations of its last run; a fresh clone has those of durations.json.
 */
export default class LongestFirst extends TestSequencer {
  time(test) {
    return super.time(test) ?? usual[relative(root, test.path)] ?? SHORT_MS;
  }
}
