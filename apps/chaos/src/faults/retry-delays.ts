import type { IncomingHttpHeaders } from 'node:http';

interface Delay {
  readonly VisibilityTimeout: number;
}

interface Delays {
  readonly Entries: readonly Delay[];
}

/**
 * Limits the delays that functions and the event source mapping request for failed messages, so that a
 * short run does not wait for the 900 seconds of the product. SQS names the operation in `X-Amz-Target`
 * (AWS JSON protocol 1.0).
 *
 * @returns undefined for requests that stay as they are
 */
export const limitRetryDelays = (longestSeconds: number) => {
  const limit = <One extends Delay>(one: One): One => ({
    ...one,
    VisibilityTimeout: Math.min(one.VisibilityTimeout, longestSeconds),
  });
  const rewriting = (change: (request: never) => object) => (body: Buffer) =>
    Buffer.from(JSON.stringify(change(JSON.parse(body.toString()) as never)));
  const one = rewriting((request: Delay) => limit(request));
  const several = rewriting((request: Delays) => ({
    ...request,
    Entries: request.Entries.map(limit),
  }));
  return ({ 'x-amz-target': target }: IncomingHttpHeaders) => {
    if (target === 'AmazonSQS.ChangeMessageVisibility') return one;
    return target === 'AmazonSQS.ChangeMessageVisibilityBatch' ? several : undefined;
  };
};

export type Rewrite = ReturnType<typeof limitRetryDelays>;
