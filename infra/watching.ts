import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { alarmTopic } from './alarm-topic.ts';
import type { GaleriaConfig } from './config.ts';
import { dashboard } from './dashboard.ts';
import * as metrics from './metrics.ts';
import { stackName } from './tags.ts';

const PERIOD_SECONDS = 300;

/** How long something may lie before somebody should look. */
const OLDEST_SECONDS = 900;

/** Of what the spools may hold. */
const SPOOL_FULL = 0.7;

export interface WatchingArgs extends metrics.Watched {
  readonly config: GaleriaConfig;
  /** What a spool may hold, in bytes. */
  readonly spoolBytes: number;
}

/** Alarms on what must not happen, and one dashboard that reads like the way of a file. */
export class Watching extends pulumi.ComponentResource {
  /** Where the dashboard is. */
  readonly dashboardUrl: pulumi.Output<string>;
  private readonly topic: aws.sns.Topic;

  constructor(name: string, args: WatchingArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Watching', name, {}, opts);
    const { config, balancer, dispatch, processors, deadLetters } = args;
    this.topic = alarmTopic(config.alarmEmail, { parent: this });

    if (config.endpoints.includes('logs')) this.watchSpools(args.spoolBytes);
    this.above('cells-unhealthy', metrics.ofTargets(balancer, 'UnHealthyHostCount'), 0);
    this.above('balancer-5xx', metrics.ofBalancer(balancer, 'HTTPCode_ELB_5XX_Count'), 0);
    this.above('cells-5xx', metrics.ofBalancer(balancer, 'HTTPCode_Target_5XX_Count'), 5);
    for (const [kind, { work, dead }] of Object.entries(dispatch.queues)) {
      this.above(`${kind}-oldest`, metrics.oldestMessage(work), OLDEST_SECONDS);
      this.above(`${kind}-dead`, metrics.deadLetters(dead), 0);
    }
    for (const [kind, fn] of Object.entries({ ...processors, 'dead-letters': deadLetters })) {
      this.above(`${kind}-errors`, metrics.ofFunction(fn, 'Errors'), 0);
      this.above(`${kind}-throttles`, metrics.ofFunction(fn, 'Throttles'), 0);
    }
    const made = dashboard(name, args, { parent: this });
    this.dashboardUrl = pulumi.interpolate`https://${config.region}.console.aws.amazon.com/cloudwatch/home?region=${config.region}#dashboards:name=${made.dashboardName}`;
    this.registerOutputs({ dashboardUrl: this.dashboardUrl });
  }

  /** Cells can say how they are only where their logs have a way out. */
  private watchSpools(spoolBytes: number): void {
    const ofSpools = (metric: string) => metrics.ofSpools(stackName, metric);
    this.above('spool-bytes', ofSpools('SpoolBytes'), Math.floor(SPOOL_FULL * spoolBytes));
    this.above('spool-oldest', ofSpools('SpoolOldest'), OLDEST_SECONDS);
    this.above('spool-held', ofSpools('SpoolHeld'), 0);
  }

  private above(name: string, metric: metrics.Metric, threshold: number): void {
    new aws.cloudwatch.MetricAlarm(
      name,
      {
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: { ...metric.dimensions },
        statistic: metric.statistic,
        period: PERIOD_SECONDS,
        evaluationPeriods: 1,
        comparisonOperator: 'GreaterThanThreshold',
        threshold,
        treatMissingData: 'notBreaching',
        alarmActions: [this.topic.arn],
        okActions: [this.topic.arn],
      },
      { parent: this },
    );
  }
}
