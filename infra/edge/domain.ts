import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { DomainConfig } from '../config/config.ts';

/** The region of CloudFront's certificates and firewalls. */
export const cloudFrontRegion = { region: 'us-east-1' };

/**
 * Creates the custom domain: certificates for the edge and for the load balancer, and the records. ACM
 * validates a name in each region by the same record.
 *
 * CloudFront accepts a certificate of the origin whose name is that of the origin or of the `Host`
 * header, which it forwards.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
 */
export function domain({ name, hostedZoneId }: DomainConfig, opts: pulumi.CustomResourceOptions) {
  const certificate = new aws.acm.Certificate(
    'edge',
    { ...cloudFrontRegion, domainName: name, validationMethod: 'DNS' },
    opts,
  );
  const option = certificate.domainValidationOptions.apply(([first]) => {
    if (!first) throw new pulumi.RunError(`ACM returned no validation record for ${name}`);
    return first;
  });
  const record = new aws.route53.Record(
    'certificate',
    {
      zoneId: hostedZoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 300,
    },
    opts,
  );
  const validated = new aws.acm.CertificateValidation(
    'edge',
    {
      ...cloudFrontRegion,
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    },
    opts,
  );
  const atOrigin = new aws.acm.Certificate(
    'balancer',
    { domainName: name, validationMethod: 'DNS' },
    opts,
  );
  const validatedAtOrigin = new aws.acm.CertificateValidation(
    'balancer',
    { certificateArn: atOrigin.arn, validationRecordFqdns: [record.fqdn] },
    opts,
  );
  return {
    name,
    /** The certificate of the load balancer, in the stack's region. */
    originCertificateArn: validatedAtOrigin.certificateArn,
    viewerCertificate: {
      acmCertificateArn: validated.certificateArn,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: 'TLSv1.2_2021',
    },
    pointAt({ domainName, hostedZoneId: edgeZone }: aws.cloudfront.Distribution): void {
      for (const type of ['A', 'AAAA']) {
        new aws.route53.Record(
          `edge-${type.toLowerCase()}`,
          {
            zoneId: hostedZoneId,
            name,
            type,
            aliases: [{ name: domainName, zoneId: edgeZone, evaluateTargetHealth: false }],
          },
          opts,
        );
      }
    },
  };
}
