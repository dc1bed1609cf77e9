import type { IncomingHttpHeaders } from 'node:http';

/** SQS names the operation in this header (AWS JSON protocol 1.0). */
const isVisibilityChange = (headers: IncomingHttpHeaders): boolean =>
  headers['x-amz-target'] === 'AmazonSQS.ChangeMessageVisibility';

/**
 * Limits the delay that a function requests for a failed message, so that a short run does not wait for
 * the 900 seconds of the product.
 *
 * @returns undefined for requests that stay as they are
 */
export const limitRetryDelays = (longestSeconds: number) => (headers: IncomingHttpHeaders) =>
  isVisibilityChange(headers)
    ? (body: Buffer): Buffer => {
        const request = JSON.parse(body.toString()) as { readonly VisibilityTimeout: number };
        const VisibilityTimeout = Math.min(request.VisibilityTimeout, longestSeconds);
        return Buffer.from(JSON.stringify({ ...request, VisibilityTimeout }));
      }
    : undefined;

export type Rewrite = ReturnType<typeof limitRetryDelays>;
