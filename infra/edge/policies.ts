import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';

/**
 * The fixed ids of AWS's managed policies.
 *
 * `optimized` respects an object's `Cache-Control`, which is immutable for renditions.
 *
 * @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 * @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
export const cachePolicies = {
  disabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  allViewer: '216adef6-5c7f-47e4-b989-5492eafa07d3',
} as const;

const TWO_YEARS = 63_072_000;

/** The headers of every response; CORS applies to renditions, as the uploader sends its own. */
export const responseHeaders = (
  corsOrigins: readonly string[],
  opts: pulumi.CustomResourceOptions,
) =>
  new aws.cloudfront.ResponseHeadersPolicy(
    'security',
    {
      ...(corsOrigins.length > 0 ? { corsConfig: corsOf(corsOrigins) } : {}),
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: TWO_YEARS,
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        // The pages set stricter policies themselves.
        referrerPolicy: { referrerPolicy: 'same-origin', override: false },
        contentSecurityPolicy: {
          contentSecurityPolicy:
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
          override: false,
        },
      },
    },
    opts,
  );

/** @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyCorsConfig.html */
const corsOf = (origins: readonly string[]) => ({
  accessControlAllowCredentials: false,
  accessControlAllowHeaders: { items: ['*'] },
  accessControlAllowMethods: { items: ['GET', 'HEAD'] },
  accessControlAllowOrigins: { items: [...origins] },
  accessControlExposeHeaders: { items: ['accept-ranges', 'content-range', 'etag'] },
  originOverride: false,
});
