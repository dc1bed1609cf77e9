export type Action =
  | 'upload'
  | 'delete'
  | 'look'
  | 'retry'
  | 'retry-all'
  | 'make-key'
  | 'revoke-key'
  | 'use-key';

/** A request of a client, and its response. Times in milliseconds since the run began. */
export interface Operation {
  readonly action: Action;
  readonly cell: string;
  /** The item's name, or the key's. */
  readonly subject: string;
  readonly invokedAt: number;
  /** When the client had its answer, or knew that none would come. */
  readonly endedAt: number;
  /** The HTTP status; undefined where no answer came. */
  readonly status?: number;
  /** The item's status, where the answer has one. */
  readonly shown?: string;
  /** Of a retry of everything: how many items it sent again. */
  readonly retried?: number;
  /** Whether a request that was made for its sake met a fault of the network. */
  readonly disturbed: boolean;
}

/** An item as both cells and the buckets show it once all has come to rest. */
export interface Outcome {
  readonly item: string;
  readonly sound: boolean;
  /** By cell: the status that a look got, and the item's own. */
  readonly looks: readonly {
    readonly cell: string;
    readonly status: number | undefined;
    readonly shown?: string;
  }[];
  readonly failure?: string;
  /** Attempts in the ledger that ended as `failed`. */
  readonly failedAttempts: number;
  /** Objects of the item in the buckets: its original, its renditions, its uploads' records. */
  readonly objects: readonly string[];
  /** Records of uploads in the bucket that the catalog has no row of. */
  readonly unrecorded: readonly string[];
  /** Whether the original in the bucket has the bytes that were uploaded. */
  readonly bytesKept: boolean;
}

/** All that is known of a run; it is checked without the world that made it. */
export interface History {
  readonly operations: readonly Operation[];
  readonly outcomes: readonly Outcome[];
  /** When a request to the catalog met a fault. */
  readonly catalogFaults: readonly number[];
  /** No process was killed, and no request met a fault. */
  readonly calm: boolean;
  /** Whether all came to rest in time; else what did not. */
  readonly unsettled: readonly string[];
}

/** A promise that was broken. */
export interface Violation {
  readonly promise: string;
  readonly detail: string;
}
