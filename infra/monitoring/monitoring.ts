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

/** Replacing a cell takes fewer: its boot, its volume, and the gate. */
const PERIODS_OF_A_REPLACEMENT = 4;

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
    const former = { type: 'galeria:index:Watching', name: 'watching' };
    const aliases = [...(opts?.aliases ?? []), { ...former, parent: pulumi.rootStackResource }];
    super('galeria:index:Monitoring', name, {}, { ...opts, aliases });
    const { config, balancer, dispatch, processors, deadLetters, erasures } = args;
    this.topic = alarmTopic(config.alarmEmail, { parent: this });

    this.below('cells-healthy', metrics.ofTargets(balancer, 'HealthyHostCount'), {
      anchor: 'cells-healthy',
    });
    if (config.endpoints.includes('logs')) {
      this.alarmOnSpools(args.spoolBytes);
      for (const cell of Object.keys(config.cells)) {
        this.below(`cell-${cell}-ready`, metrics.ofSpool(stackName, cell, 'Ready'), {
          anchor: 'cell-ready',
          evaluationPeriods: PERIODS_OF_A_REPLACEMENT,
        });
      }
    }
    const unhealthy = metrics.ofTargets(balancer, 'UnHealthyHostCount');
    this.above('cells-unhealthy', unhealthy, 0, 'cells-unhealthy');
    for (const [name, metric, most] of [
      ['balancer-5xx', 'HTTPCode_ELB_5XX_Count', 0],
      ['cells-5xx', 'HTTPCode_Target_5XX_Count', 5],
    ] as const) {
      this.above(name, metrics.ofBalancer(balancer, metric), most, name);
    }
    for (const [kind, { work, dead }] of Object.entries(dispatch.queues)) {
      this.above(`${kind}-oldest`, metrics.oldestMessage(work), OLDEST_SECONDS, 'queue-oldest');
      this.above(`${kind}-dead`, metrics.deadLetters(dead), 0, 'queue-dead');
    }
    this.above('erasures-dead', metrics.waitingMessages(erasures.dead), 0, 'erasures-dead');
    const functions = { ...processors, 'dead-letters': deadLetters, erasures };
    for (const [name, fn] of Object.entries(functions)) {
      this.above(`${name}-errors`, metrics.ofFunction(fn, 'Errors'), 0, 'function-errors');
      this.above(`${name}-throttles`, metrics.ofFunction(fn, 'Throttles'), 0, 'function-throttles');
    }
    const made = dashboard(name, args, { parent: this });
    this.dashboardUrl = pulumi.interpolate`https://${config.region}.console.aws.amazon.com/cloudwatch/home?region=${config.region}#dashboards:name=${made.dashboardName}`;
    this.registerOutputs({ dashboardUrl: this.dashboardUrl });
  }

  /** Cells publish spool metrics through their logs, which need the `logs` endpoint. */
  private alarmOnSpools(spoolBytes: number): void {
    const most = {
      'spool-bytes': ['SpoolBytes', Math.floor(SPOOL_FULL * spoolBytes)],
      'spool-oldest': ['SpoolOldest', OLDEST_SECONDS],
      'spool-held': ['SpoolHeld', 0],
    } as const;
    for (const [name, [metric, threshold]] of Object.entries(most)) {
      this.above(name, metrics.ofSpools(stackName, metric), threshold, name);
    }
  }

  /** An alarm while a value is above a threshold. No data is a good sign: no errors, no messages. */
  private above(name: string, metric: metrics.Metric, threshold: number, anchor: string): void {
    this.alarm(name, metric, anchor, {
      comparisonOperator: 'GreaterThanThreshold',
      threshold,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
    });
  }

  /** An alarm while a count is 0 or silent, as something that failed completely sends no data. */
  private below(
    name: string,
    metric: metrics.Metric,
    { anchor, evaluationPeriods = 1 }: { anchor: string; evaluationPeriods?: number },
  ): void {
    this.alarm(name, metric, anchor, {
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods,
      treatMissingData: 'breaching',
    });
  }

  private alarm(
    name: string,
    metric: metrics.Metric,
    anchor: string,
    condition: Pick<
      aws.cloudwatch.MetricAlarmArgs,
      'comparisonOperator' | 'threshold' | 'evaluationPeriods' | 'treatMissingData'
    > & { evaluationPeriods: number; comparisonOperator: string },
  ): void {
    new aws.cloudwatch.MetricAlarm(
      name,
      {
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: { ...metric.dimensions },
        statistic: metric.statistic,
        period: PERIOD_SECONDS,
        ...condition,
        alarmDescription: `What to do: docs/runbook.md#${anchor}`,
        alarmActions: [this.topic.arn],
        okActions: [this.topic.arn],
      },
      { parent: this },
    );
  }
}
