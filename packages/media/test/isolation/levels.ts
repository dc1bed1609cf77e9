import { type IsolationLevel, isolationInForce } from '../../src/isolation/index.ts';

/** The columns of the table in SECURITY.md, the strongest level first. */
export const LEVELS: readonly IsolationLevel[] = ['namespaces', 'no-new-privileges', 'permissions'];

/** The levels of this machine: its strongest one, and the weaker ones of machines without the tools. */
export const levelsHere = LEVELS.slice(LEVELS.indexOf(isolationInForce().level));
