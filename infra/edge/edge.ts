import { RENDITIONS_PREFIX } from '@galeria/media';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { bucketPolicy } from '../data/buckets.ts';
import type { Balancer } from '../network/balancer.ts';
import { IDLE_SECONDS } from '../network/idle.ts';
import { LISTENER_PORTS, type ListenerProtocol, listenerProtocol } from '../network/ports.ts';
import { domain } from './domain.ts';
import { firewall } from './firewall.ts';
import { cachePolicies, responseHeaders } from './policies.ts';
import type { Signing } from './signing.ts';

export interface EdgeArgs {
  readonly config: GaleriaConfig;
  readonly balancer: Balancer;
  readonly gallery: aws.s3.Bucket;
  /** Signs rendition addresses. Without it, renditions are public. */
  readonly signing: Signing | undefined;
}

/** The names that the distribution's behaviours know its origins by. */
export const origins = { cells: 'cells', gallery: 'gallery' } as const;

/** The public origins: renditions from the gallery bucket, all else from the cells. */
export class Edge extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly distribution: aws.cloudfront.Distribution;
  /** The load balancer's certificate. Undefined without a domain. */
  readonly originCertificateArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Edge', name, {}, opts);
    const { config, balancer, gallery, signing } = args;
    const access = new aws.cloudfront.OriginAccessControl(
      'gallery',
      { originAccessControlOriginType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' },
      { parent: this },
    );
    const headers = responseHeaders(config.corsOrigins, { parent: this });
    const own = config.domain ? domain(config.domain, { parent: this }) : undefined;
    this.originCertificateArn = own?.originCertificateArn;
    const shared = {
      viewerProtocolPolicy: 'redirect-to-https',
      cachedMethods: ['GET', 'HEAD'],
      compress: true,
      responseHeadersPolicyId: headers.id,
    };
    this.distribution = new aws.cloudfront.Distribution(
      'edge',
      {
        enabled: true,
        httpVersion: 'http2and3',
        isIpv6Enabled: true,
        origins: [
          {
            originId: origins.cells,
            domainName: balancer.loadBalancer.dnsName,
            vpcOriginConfig: {
              vpcOriginId: this.vpcOrigin(balancer, listenerProtocol(config)).id,
              originReadTimeout: IDLE_SECONDS.edge,
            },
          },
          {
            originId: origins.gallery,
            domainName: gallery.bucketRegionalDomainName,
            originAccessControlId: access.id,
          },
        ],
        defaultCacheBehavior: {
          ...shared,
          targetOriginId: origins.cells,
          allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
          cachePolicyId: cachePolicies.disabled,
          originRequestPolicyId: cachePolicies.allViewer,
        },
        orderedCacheBehaviors: [
          {
            ...shared,
            pathPattern: `/${RENDITIONS_PREFIX}*`,
            targetOriginId: origins.gallery,
            allowedMethods: ['GET', 'HEAD'],
            cachePolicyId: cachePolicies.optimized,
            ...(signing ? { trustedKeyGroups: [signing.keyGroupId] } : {}),
          },
        ],
        restrictions: { geoRestriction: { restrictionType: 'none' } },
        aliases: own ? [own.name] : [],
        viewerCertificate: own?.viewerCertificate ?? { cloudfrontDefaultCertificate: true },
        ...(config.waf
          ? { webAclId: firewall(config.logRetentionDays, { parent: this }).arn }
          : {}),
      },
      { parent: this },
    );
    bucketPolicy('gallery', gallery, [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: pulumi.interpolate`${gallery.arn}/${RENDITIONS_PREFIX}*`,
        Condition: { StringEquals: { 'AWS:SourceArn': this.distribution.arn } },
      },
    ]);
    own?.pointAt(this.distribution);
    this.url = pulumi.interpolate`https://${own?.name ?? this.distribution.domainName}`;
    this.registerOutputs({ url: this.url });
  }

  /** CloudFront's way into the VPC: the load balancer has no address that the internet could reach. */
  private vpcOrigin(
    { loadBalancer }: Balancer,
    protocol: ListenerProtocol,
  ): aws.cloudfront.VpcOrigin {
    const byTls = protocol === 'HTTPS';
    return new aws.cloudfront.VpcOrigin(
      'cells',
      {
        vpcOriginEndpointConfig: {
          // Another load balancer or protocol has another name, so that a new origin can exist beside the
          // old one while the distribution changes.
          name: byTls ? pulumi.interpolate`${loadBalancer.name}-https` : loadBalancer.name,
          arn: loadBalancer.arn,
          httpPort: LISTENER_PORTS.HTTP,
          httpsPort: LISTENER_PORTS.HTTPS,
          originProtocolPolicy: byTls ? 'https-only' : 'http-only',
          originSslProtocols: { items: ['TLSv1.2'], quantity: 1 },
        },
      },
      // CloudFront sets tags of its own on it, and a changed endpoint is refused as an update.
      {
        parent: this,
        ignoreChanges: ['tags', 'tagsAll'],
        replaceOnChanges: ['vpcOriginEndpointConfig'],
      },
    );
  }
}
