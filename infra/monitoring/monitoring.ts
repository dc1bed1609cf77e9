import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { stackName } from '../config/tags.ts';
import { alarmTopic } from './alarm-topic.ts';
import { dashboard } from './dashboard.ts';
import * as metrics from './metrics.ts';

const PERIOD_SECONDS = 300;

/** The age of the oldest message or spooled file that raises an alarm, in seconds. */
const OLDEST_SECONDS = 900;

/** The share of a spool's limit that raises an alarm. */
const SPOOL_FULL = 0.7;

export interface MonitoringArgs extends metrics.MonitoredResources {
  readonly config: GaleriaConfig;
  /** A spool's limit, in bytes. */
  readonly spoolBytes: number;
}

/** CloudWatch alarms and a dashboard that follows a file from the edge to the gallery. */
export class Monitoring extends pulumi.ComponentResource {
  /** The dashboard's address in the AWS console. */
  readonly dashboardUrl: pulumi.Output<string>;
  private readonly topic: aws.sns.Topic;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    // An alias keeps the alarms of stacks that were deployed under this component's first name.
    const aliases = [{ type: 'galeria:index:Watching', name: 'watching' }];
    super('galeria:index:Monitoring', name, {}, { ...opts, aliases });
    const { config, balancer, dispatch, processors, deadLetters } = args;
    this.topic = alarmTopic(config.alarmEmail, { parent: this });

    if (config.endpoints.includes('logs')) this.alarmOnSpools(args.spoolBytes);
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

  /** Cells publish spool metrics through their logs, which need the `logs` endpoint. */
  private alarmOnSpools(spoolBytes: number): void {
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
