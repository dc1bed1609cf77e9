import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';

export interface NetworkArgs {
  /** How many availability zones. */
  readonly zones: number;
}

/** A VPC whose cells have no way out: they reach AWS through endpoints. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;

  constructor(name: string, { zones }: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Network', name, {}, opts);
    const vpc = new awsx.ec2.Vpc(
      'vpc',
      {
        numberOfAvailabilityZones: zones,
        natGateways: { strategy: 'None' },
        enableDnsHostnames: true,
        subnetStrategy: 'Auto',
      },
      { parent: this },
    );
    this.vpcId = vpc.vpcId;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.registerOutputs({});
  }
}
