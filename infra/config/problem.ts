import * as pulumi from '@pulumi/pulumi';

/** Ends the program with a sentence that a person can act on, and without a stack trace. */
export function problem(sentence: string): never {
  throw new pulumi.RunError(sentence);
}
