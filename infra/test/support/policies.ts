import type { Registered } from './recording.ts';

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a policy, whatever resource carries it. */
export const statementsOf = ({ inputs }: Registered): Statement[] =>
  JSON.parse(inputs.policy).Statement;
