export interface Checked {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the inputs of any type of resource
  readonly inputs: Record<string, any>;
}

/** A rule about one resource. */
export interface Rule {
  readonly name: string;
  readonly description: string;
  /** Returns what is wrong, and what to do instead. */
  check(resource: Checked): string[];
}
