import * as aws from '@pulumi/aws';
import type * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { named } from '../config/tags.ts';
import { type EndpointTargets, endpointPolicies } from './endpoint-policies.ts';

/** Cells need it to queue an original again. */
const ALWAYS = ['sqs'];

export interface EndpointsArgs {
  readonly config: GaleriaConfig;
  readonly vpc: awsx.ec2.Vpc;
  readonly group: aws.ec2.SecurityGroup;
  readonly endpointTargets: EndpointTargets;
}

/**
 * Creates the VPC endpoints. Gateways are free. An interface endpoint costs about $7.30 a month in each
 * zone, so the endpoints and the number of zones are configurable.
 */
export function endpoints(
  { config, vpc, group, endpointTargets }: EndpointsArgs,
  parent: pulumi.Resource,
) {
  const service = (name: string) => `com.amazonaws.${config.region}.${name}`;
  const policyOf = endpointPolicies(config, endpointTargets, { parent });
  const gateway = (name: string) =>
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: vpc.vpcId,
        serviceName: service(name),
        vpcEndpointType: 'Gateway',
        routeTableIds: privateRouteTables(vpc),
        policy: policyOf(name),
        tags: named(name),
      },
      { parent },
    );
  const subnetIds = vpc.privateSubnetIds.apply((ids) => ids.slice(0, config.endpointZones));
  for (const name of [...ALWAYS, ...config.endpoints]) {
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: vpc.vpcId,
        serviceName: service(name),
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds: [group.id],
        policy: policyOf(name),
        tags: named(name),
      },
      { parent },
    );
  }
  return { gateways: { s3: gateway('s3'), dynamodb: gateway('dynamodb') } };
}

/**
 * The route tables of private subnets. Instances that build images are in a public subnet and fetch
 * packages from AWS's own buckets, which the policy of the S3 gateway refuses.
 */
function privateRouteTables(vpc: awsx.ec2.Vpc): pulumi.Output<string[]> {
  const associations = vpc.routeTableAssociations.apply((all) =>
    // Undefined where the network is not made by AWS's component, as on one machine.
    pulumi.all((all ?? []).map(({ subnetId, routeTableId }) => ({ subnetId, routeTableId }))),
  );
  return pulumi
    .all([associations, vpc.privateSubnetIds])
    .apply(([all, subnets]) =>
      all
        .filter(({ subnetId }) => subnetId !== undefined && subnets.includes(subnetId))
        .map(({ routeTableId }) => routeTableId),
    );
}
