import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { stackName } from '../config/tags.ts';
import * as metrics from './metrics.ts';

/** CloudWatch's grid has 24 units: four columns, one for each stage, and a second row for the cells. */
const COLUMNS = 4;
const WIDTH = 6;
const HEIGHT = 6;

type Series = readonly (readonly [label: string, metric: metrics.Metric])[];

/** Creates the dashboard. Its columns follow the path of a file: edge, spool, queue, processor. */
export function dashboard(
  name: string,
  {
    config,
    balancer,
    dispatch,
    processors,
  }: metrics.MonitoredResources & { config: GaleriaConfig },
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.Dashboard {
  const queues = Object.entries(dispatch.queues);
  const functions = Object.entries(processors);
  const cells = Object.keys(config.cells);
  const eachSpool = (name: string): Series =>
    cells.map((cell) => [cell, metrics.ofSpool(stackName, cell, name)]);
  const stages: readonly (readonly [string, Series])[] = [
    [
      'Edge',
      [
        ['requests', metrics.ofBalancer(balancer, 'RequestCount')],
        ['5xx', metrics.ofBalancer(balancer, 'HTTPCode_Target_5XX_Count')],
      ],
    ],
    [
      'Spools',
      [
        ['bytes', metrics.ofSpools(stackName, 'SpoolBytes')],
        ['oldest, s', metrics.ofSpools(stackName, 'SpoolOldest')],
      ],
    ],
    [
      'Queues',
      queues.flatMap(
        ([kind, { work, dead }]): Series => [
          [`${kind}: oldest, s`, metrics.oldestMessage(work)],
          [`${kind}: dead`, metrics.deadLetters(dead)],
        ],
      ),
    ],
    [
      'Processors',
      functions.flatMap(
        ([kind, processor]): Series => [
          [`${kind}: invocations`, metrics.ofFunction(processor, 'Invocations')],
          [`${kind}: errors`, metrics.ofFunction(processor, 'Errors')],
        ],
      ),
    ],
    ['Files in each spool', eachSpool('SpoolFiles')],
    ['Oldest file in each spool, s', eachSpool('SpoolOldest')],
  ];
  return new aws.cloudwatch.Dashboard(
    name,
    {
      dashboardName: stackName,
      dashboardBody: pulumi.jsonStringify({
        widgets: stages.map(([title, series], index) => ({
          type: 'metric',
          x: (index % COLUMNS) * WIDTH,
          y: Math.floor(index / COLUMNS) * HEIGHT,
          width: WIDTH,
          height: HEIGHT,
          properties: {
            title,
            region: config.region,
            period: 300,
            metrics: series.map(([label, metric]) => [
              metric.namespace,
              metric.name,
              ...Object.entries(metric.dimensions).flat(),
              { label, stat: metric.statistic },
            ]),
          },
        })),
      }),
    },
    opts,
  );
}
