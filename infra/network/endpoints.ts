import * as aws from '@pulumi/aws';
import type * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';

/** Cells need it to queue an original again. */
const ALWAYS = ['sqs'];

/**
 * Creates the VPC endpoints. Gateways are free. An interface endpoint costs about $7.30 a month in each
 * zone, so the endpoints and the number of zones are configurable.
 */
export function endpoints(
  vpc: awsx.ec2.Vpc,
  config: GaleriaConfig,
  group: aws.ec2.SecurityGroup,
  parent: pulumi.Resource,
) {
  const service = (name: string) => `com.amazonaws.${config.region}.${name}`;
  const routeTableIds = vpc.routeTables.apply((tables) => pulumi.all(tables.map(({ id }) => id)));
  const gateway = (name: string) =>
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: vpc.vpcId,
        serviceName: service(name),
        vpcEndpointType: 'Gateway',
        routeTableIds,
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
      },
      { parent },
    );
  }
  return { group, gateways: { s3: gateway('s3'), dynamodb: gateway('dynamodb') } };
}
