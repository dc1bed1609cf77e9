import * as pulumi from '@pulumi/pulumi';

/** Ends the program with a message for the user, without a stack trace. */
export function problem(sentence: string): never {
  throw new pulumi.RunError(sentence);
}
