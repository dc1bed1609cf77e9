import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { DomainConfig } from '../config/config.ts';

/** The region of CloudFront's certificates and firewalls. */
export const cloudFrontRegion = { region: 'us-east-1' };

/** Creates the custom domain: a certificate with DNS validation, and the records for the edge. */
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
  return {
    name,
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
