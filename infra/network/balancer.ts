import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { AccessLogs } from '../access-logs/access-logs.ts';
import { IDLE_SECONDS } from './idle.ts';
import type { Network } from './network.ts';
import { CELL_PORT, LISTENER_PORT } from './ports.ts';

/** Time in seconds for which running uploads continue after their cell was deregistered. */
export const DRAIN_SECONDS = 300;

export interface BalancerArgs {
  readonly network: Network;
  readonly protect: boolean;
  readonly accessLogs: AccessLogs | undefined;
}

/** The internal load balancer between CloudFront and the ready cells. */
export class Balancer extends pulumi.ComponentResource {
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly listener: aws.lb.Listener;
  /** The target group of all cells that accept new uploads. */
  readonly targets: aws.lb.TargetGroup;

  constructor(
    name: string,
    { network, protect, accessLogs }: BalancerArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Balancer', name, {}, opts);
    this.loadBalancer = new aws.lb.LoadBalancer(
      'cells',
      {
        internal: true,
        loadBalancerType: 'application',
        subnets: network.privateSubnetIds,
        securityGroups: [network.balancerGroup.id],
        idleTimeout: IDLE_SECONDS.balancer,
        dropInvalidHeaderFields: true,
        enableDeletionProtection: protect,
        ...(accessLogs ? { accessLogs: accessLogs.balancerLogs } : {}),
      },
      { parent: this },
    );
    this.targets = targetGroup('cells', network, { parent: this.loadBalancer });
    this.listener = new aws.lb.Listener(
      'cells',
      {
        loadBalancerArn: this.loadBalancer.arn,
        port: LISTENER_PORT,
        protocol: 'HTTP',
        defaultActions: [{ type: 'forward', targetGroupArn: this.targets.arn }],
      },
      { parent: this.loadBalancer },
    );
    this.registerOutputs({});
  }
}

/** Creates a target group of cells, which are healthy while they can accept uploads. */
export const targetGroup = (name: string, network: Network, opts: pulumi.CustomResourceOptions) =>
  new aws.lb.TargetGroup(
    name,
    {
      vpcId: network.vpcId,
      port: CELL_PORT,
      protocol: 'HTTP',
      targetType: 'instance',
      deregistrationDelay: DRAIN_SECONDS,
      healthCheck: {
        path: '/readyz',
        matcher: '200',
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    },
    opts,
  );
