import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import { postingPk } from '../table/schema.ts';
import { PAGE_ROWS } from './limits.ts';
import type { Posting } from './postings.ts';

/** What a query may still read, shared by all its lists. */
export interface Budget {
  rows: number;
}

/** Nothing fits from the place that was asked for down to this one; what is below was not read. */
export interface Spent {
  readonly reached: string;
}

export interface PostingList {
  /**
   * The newest fitting row at or below a place, which never rises from call to call; undefined where
   * there is none.
   */
  atOrBelow(place: string): Promise<Posting | Spent | undefined>;
}

/** Opens the list of a word's beginning, to be read from the newest item to the oldest. */
export function openPostingList(
  { client, table }: Connection,
  head: string,
  fits: (posting: Posting) => boolean,
  budget: Budget,
): PostingList {
  let rows: Posting[] = [];
  let next = 0;
  let hasEnded = false;

  async function read(place: string): Promise<void> {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk <= :place',
        ExpressionAttributeValues: { ':pk': postingPk(head), ':place': place },
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
    async atOrBelow(place) {
      let from = place;
      for (;;) {
        for (; next < rows.length; next++) {
          const row = rows[next]!;
          if (row.sk <= place && fits(row)) return row;
        }
        if (hasEnded) return undefined;
        const last = rows.at(-1);
        if (last && last.sk <= place) from = below(last.sk);
        if (budget.rows <= 0) return { reached: from };
        await read(from);
      }
    },
  };
}

/**
 * The highest place below a row's. The item's generation ends it, and of two lives in one place only
 * the later one can be alive: the earlier is passed over.
 */
export const below = (sk: string): string => sk.slice(0, sk.lastIndexOf('#'));
