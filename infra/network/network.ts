import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { named, tags } from '../config/tags.ts';
import type { EndpointTargets } from './endpoint-policies.ts';
import { endpoints } from './endpoints.ts';
import { CELL_PORT, LISTENER_PORTS, listenerProtocol } from './ports.ts';

export interface NetworkArgs {
  readonly config: GaleriaConfig;
  /** The names of two zones. */
  readonly zones: readonly [string, string];
  readonly endpointTargets: EndpointTargets;
}

/** A VPC without internet access for cells, which reach AWS through endpoints. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** One subnet in each zone. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Used only to build images. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly zones: readonly [string, string];
  readonly balancerGroup: aws.ec2.SecurityGroup;
  readonly cellsGroup: aws.ec2.SecurityGroup;
  readonly bakeryGroup: aws.ec2.SecurityGroup;

  constructor(
    name: string,
    { config, zones, endpointTargets }: NetworkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Network', name, {}, opts);
    const vpc = new awsx.ec2.Vpc(
      'vpc',
      {
        cidrBlock: config.cidrBlock,
        availabilityZoneNames: [...zones],
        natGateways: { strategy: 'None' },
        enableDnsHostnames: true,
        subnetStrategy: 'Auto',
        subnetSpecs: [{ type: 'Private' }, { type: 'Public' }],
        tags,
      },
      { parent: this },
    );
    this.vpcId = vpc.vpcId;
    this.zones = zones;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.publicSubnetIds = vpc.publicSubnetIds;

    this.balancerGroup = this.group('balancer', 'CloudFront may reach the load balancer');
    this.cellsGroup = this.group('cells', 'The load balancer may reach the cells');
    this.bakeryGroup = this.group('bakery', 'Fetches packages while an image is baked');
    // The default security group allows no traffic.
    new aws.ec2.DefaultSecurityGroup('nobody', { vpcId: this.vpcId }, { parent: this });

    const cloudFront = aws.ec2.getManagedPrefixListOutput(
      { name: 'com.amazonaws.global.cloudfront.origin-facing' },
      { parent: this },
    );
    const protocol = listenerProtocol(config);
    // A name for each port: while a stack gets a domain, both are open until the edge has changed.
    const rule = protocol === 'HTTPS' ? 'cloudfront-to-https-balancer' : 'cloudfront-to-balancer';
    this.ingress(rule, this.balancerGroup, LISTENER_PORTS[protocol], {
      prefixListId: cloudFront.id,
    });
    this.egress('balancer-to-cells', this.balancerGroup, CELL_PORT, {
      referencedSecurityGroupId: this.cellsGroup.id,
    });
    this.ingress('balancer-to-cells', this.cellsGroup, CELL_PORT, {
      referencedSecurityGroupId: this.balancerGroup.id,
    });
    this.egress('bakery-to-packages', this.bakeryGroup, 443, { cidrIpv4: '0.0.0.0/0' });

    const group = this.group('endpoints', 'Cells may reach AWS');
    const reached = endpoints({ config, vpc, group, endpointTargets }, this);
    this.ingress('cells-to-endpoints', group, 443, {
      referencedSecurityGroupId: this.cellsGroup.id,
    });
    // Names of AWS services lead to the endpoints in public subnets, too.
    this.ingress('bakery-to-endpoints', group, 443, {
      referencedSecurityGroupId: this.bakeryGroup.id,
    });
    this.egress('cells-to-endpoints', this.cellsGroup, 443, {
      referencedSecurityGroupId: group.id,
    });
    for (const [service, { prefixListId }] of Object.entries(reached.gateways)) {
      this.egress(`cells-to-${service}`, this.cellsGroup, 443, { prefixListId });
    }
    this.registerOutputs({});
  }

  private group(name: string, description: string): aws.ec2.SecurityGroup {
    return new aws.ec2.SecurityGroup(
      name,
      { vpcId: this.vpcId, description, tags: named(name) },
      { parent: this },
    );
  }

  private ingress(name: string, to: aws.ec2.SecurityGroup, port: number, from: Peer) {
    new aws.vpc.SecurityGroupIngressRule(
      name,
      {
        securityGroupId: to.id,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        description: describe(name),
        ...from,
      },
      { parent: to },
    );
  }

  private egress(name: string, from: aws.ec2.SecurityGroup, port: number, to: Peer) {
    new aws.vpc.SecurityGroupEgressRule(
      name,
      {
        securityGroupId: from.id,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        description: describe(name),
        ...to,
      },
      { parent: from },
    );
  }
}

/** Returns `From cloudfront to balancer` for `cloudfront-to-balancer`. */
const describe = (name: string): string => {
  const [from, to] = name.split('-to-');
  return `From ${from} to ${to}`;
};

/** Returns the subnet of a zone. */
export const subnetIn = (subnetIds: pulumi.Output<string[]>, zone: 0 | 1): pulumi.Output<string> =>
  subnetIds.apply((ids) => {
    const id = ids[zone];
    if (id === undefined) throw new pulumi.RunError(`The network has no subnet in zone ${zone}`);
    return id;
  });

type Peer = Pick<
  aws.vpc.SecurityGroupIngressRuleArgs,
  'prefixListId' | 'referencedSecurityGroupId' | 'cidrIpv4'
>;
