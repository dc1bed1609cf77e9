// usage: node spool-metrics.mjs PORT CELL STACK Prints the spool metrics of this cell as a line in
// CloudWatch's embedded metric format. The CloudWatch agent sends the line as a log, so that metrics
// need no additional endpoint.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
const [port, cell, stack] = process.argv.slice(2);

const answer = await fetch(`http://127.0.0.1:${port}/readyz`, {
  signal: AbortSignal.timeout(10_000),
});
// The error response of a full spool has the figures, too.
const { spool } = await answer.json().catch(() => ({}));

const metrics = [
  { Name: 'Ready', Unit: 'Count' },
  ...(spool
    ? [
        { Name: 'SpoolFiles', Unit: 'Count' },
        { Name: 'SpoolBytes', Unit: 'Bytes' },
        { Name: 'SpoolOldest', Unit: 'Seconds' },
        { Name: 'SpoolHeld', Unit: 'Count' },
      ]
    : []),
];
const line = {
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      { Namespace: 'Galeria', Dimensions: [['Stack', 'Cell'], ['Stack']], Metrics: metrics },
    ],
  },
  Stack: stack,
  Cell: cell,
  Ready: answer.ok ? 1 : 0,
  // A spool is empty once it has no unfinished resumable uploads either.
  SpoolFiles: spool && spool.files + (spool.unfinished ?? 0),
  SpoolBytes: spool && spool.bytes + (spool.unfinishedBytes ?? 0),
  SpoolOldest: spool?.oldestSeconds,
  SpoolHeld: spool?.held,
};
process.stdout.write(`${JSON.stringify(line)}\n`);
