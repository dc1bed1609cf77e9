import { type IsolationLevel, isolationInForce } from '../../src/isolation/index.ts';

/** The columns of the table in SECURITY.md, the strongest level first. */
export const LEVELS: readonly IsolationLevel[] = ['namespaces', 'no-new-privileges', 'permissions'];

/** Those that this machine has: a weaker one is what a machine without the tools gets. */
export const levelsHere = LEVELS.slice(LEVELS.indexOf(isolationInForce().level));
