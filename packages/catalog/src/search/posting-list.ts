import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import { postingPk } from '../table/schema.ts';
import { PAGE_ROWS } from './limits.ts';
import type { Posting } from './postings.ts';

/** Postings that a query may still read; all its lists share it. */
export interface Budget {
  rows: number;
}

/** The budget is spent: nothing matches from the requested position down to this one; the rest is unread. */
export interface Spent {
  readonly reached: string;
}

export interface PostingList {
  /**
   * Returns the newest matching row at or below a position, or undefined where there is none. The
   * position must not rise from call to call.
   */
  atOrBelow(position: string): Promise<Posting | Spent | undefined>;
}

/** Opens the list of a word's beginning, which is read from the newest item to the oldest. */
export function openPostingList(
  { client, table }: Connection,
  head: string,
  matches: (posting: Posting) => boolean,
  budget: Budget,
): PostingList {
  let rows: Posting[] = [];
  let next = 0;
  let hasEnded = false;

  async function read(position: string): Promise<void> {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk <= :position',
        ExpressionAttributeValues: { ':pk': postingPk(head), ':position': position },
        ScanIndexForward: false,
        Limit: PAGE_ROWS,
      }),
    );
    rows = Items as Posting[];
    next = 0;
    hasEnded = LastEvaluatedKey === undefined;
    budget.rows -= rows.length;
  }

  return {
    async atOrBelow(position) {
      let from = position;
      for (;;) {
        for (let row = rows[next]; row; row = rows[++next]) {
          if (row.sk <= position && matches(row)) return row;
        }
        if (hasEnded) return undefined;
        const last = rows.at(-1);
        if (last && last.sk <= position) from = below(last.sk);
        if (budget.rows <= 0) return { reached: from };
        await read(from);
      }
    },
  };
}

/**
 * The highest position below a row. The row's key ends with the generation; of two generations of one
 * item only the later one can be alive, so the earlier one is skipped.
 */
export const below = (sk: string): string => sk.slice(0, sk.lastIndexOf('#'));
