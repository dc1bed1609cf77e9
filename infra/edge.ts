import { RENDITIONS_PREFIX } from '@galeria/media';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { CELL_PORT, type Cells } from './cells.ts';
import type { Network } from './network.ts';

export interface EdgeArgs {
  readonly network: Network;
  readonly cells: Cells;
  readonly gallery: aws.s3.Bucket;
}

/** The names that the distribution's behaviours know its origins by. */
export const origins = { cells: 'cells', gallery: 'gallery' } as const;

/** AWS's managed policies, by their fixed ids. */
const policies = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  allViewer: '216adef6-5c7f-47e4-b989-5492eafa07d3',
} as const;

/** What the internet sees: renditions from the gallery bucket, all else from the cells. */
export class Edge extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(
    name: string,
    { network, cells, gallery }: EdgeArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Edge', name, {}, opts);
    const balancer = this.balancer(network, cells);
    const vpcOrigin = new aws.cloudfront.VpcOrigin(
      'cells',
      {
        vpcOriginEndpointConfig: {
          name: 'galeria-cells',
          arn: balancer.arn,
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: 'http-only',
          originSslProtocols: { items: ['TLSv1.2'], quantity: 1 },
        },
      },
      { parent: this },
    );
    const access = new aws.cloudfront.OriginAccessControl(
      'gallery',
      { originAccessControlOriginType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' },
      { parent: this },
    );
    const distribution = new aws.cloudfront.Distribution(
      'edge',
      {
        enabled: true,
        httpVersion: 'http2and3',
        origins: [
          {
            originId: origins.cells,
            domainName: balancer.dnsName,
            vpcOriginConfig: { vpcOriginId: vpcOrigin.id, originReadTimeout: 120 },
          },
          {
            originId: origins.gallery,
            domainName: gallery.bucketRegionalDomainName,
            originAccessControlId: access.id,
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: origins.cells,
          viewerProtocolPolicy: 'redirect-to-https',
          allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
          cachedMethods: ['GET', 'HEAD'],
          cachePolicyId: policies.cachingDisabled,
          originRequestPolicyId: policies.allViewer,
        },
        orderedCacheBehaviors: [
          {
            pathPattern: `/${RENDITIONS_PREFIX}*`,
            targetOriginId: origins.gallery,
            viewerProtocolPolicy: 'redirect-to-https',
            allowedMethods: ['GET', 'HEAD'],
            cachedMethods: ['GET', 'HEAD'],
            cachePolicyId: policies.cachingOptimized,
          },
        ],
        restrictions: { geoRestriction: { restrictionType: 'none' } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
      { parent: this },
    );
    this.url = pulumi.interpolate`https://${distribution.domainName}`;
    this.registerOutputs({ url: this.url });
  }

  private balancer(network: Network, cells: Cells): aws.lb.LoadBalancer {
    const balancer = new aws.lb.LoadBalancer(
      'cells',
      { internal: true, subnets: network.privateSubnetIds },
      { parent: this },
    );
    const targets = new aws.lb.TargetGroup(
      'cells',
      {
        vpcId: network.vpcId,
        port: CELL_PORT,
        protocol: 'HTTP',
        healthCheck: { path: '/readyz' },
      },
      { parent: balancer },
    );
    cells.instances.forEach((instance, index) => {
      new aws.lb.TargetGroupAttachment(
        `cell-${index}`,
        { targetGroupArn: targets.arn, targetId: instance.id },
        { parent: targets },
      );
    });
    new aws.lb.Listener(
      'cells',
      {
        loadBalancerArn: balancer.arn,
        port: 80,
        protocol: 'HTTP',
        defaultActions: [{ type: 'forward', targetGroupArn: targets.arn }],
      },
      { parent: balancer },
    );
    return balancer;
  }
}
