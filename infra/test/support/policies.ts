import type { Registered } from './recording.ts';

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Returns the statements of the policy of a resource. */
export const statementsOf = ({ inputs }: Registered): Statement[] =>
  JSON.parse(inputs.policy).Statement;
