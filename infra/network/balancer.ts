import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { AccessLogs } from '../access-logs/access-logs.ts';
import { IDLE_SECONDS } from './idle.ts';
import type { Network } from './network.ts';
import { CELL_PORT, LISTENER_PORTS } from './ports.ts';

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
    this.registerOutputs({});
  }

  /**
   * Creates the listener: by TLS with a certificate, otherwise by plain HTTP.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   */
  listen(certificateArn: pulumi.Input<string> | undefined): aws.lb.Listener {
    const protocol = certificateArn ? 'HTTPS' : 'HTTP';
    return new aws.lb.Listener(
      // A name for each port: while a stack gets a domain, both exist until the edge has changed.
      certificateArn ? 'cells-https' : 'cells',
      {
        loadBalancerArn: this.loadBalancer.arn,
        port: LISTENER_PORTS[protocol],
        protocol,
        ...(certificateArn
          ? { certificateArn, sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }
          : {}),
        defaultActions: [{ type: 'forward', targetGroupArn: this.targets.arn }],
      },
      { parent: this.loadBalancer },
    );
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
