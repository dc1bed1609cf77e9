import type { Report } from './run.ts';

/** What is wrong with a run, in sentences; none: it holds. */
export function complaints(report: Report): string[] {
  const { findings, verified, replayed } = report;
  return [
    ...findings.map(({ fault, subject, detail }) => `${fault}: ${subject} (${detail})`),
    ...(verified === 0 ? [] : ['pnpm galeria verify finds something wrong; see above']),
    ...[report.outage, report.away]
      .map((outage) => (outage ? outage.requests - outage.accepted : 0))
      .filter((refused) => refused > 0)
      .map((refused) => `${refused} requests were not accepted while the cloud was away`),
    ...(replayed?.changes ?? []).map((change) => `changed by the replay: ${change}`),
    ...(replayed && replayed.notDone > 0
      ? [`${replayed.notDone} events were given back in the replay`]
      : []),
  ];
}

/** The figures of a run, as a person reads them. The last line is the one that counts. */
export function inWords(report: Report): string[] {
  const { uploaderKills, processorKills, diskFaults, deletions, outage, away, replayed } = report;
  return [
    `seed ${report.seed}, ${report.seconds} s`,
    `sent: ${report.acknowledged} acknowledged, ${report.unanswered + report.refused} not, as their cell was down or died, or its disk failed (kept or not); ${report.pictures} pictures`,
    `ended: ${listed(report.ends)}; attempts: ${listed(report.attempts)}`,
    `deleted: ${deletions.deletions} times, of ${deletions.pictures} pictures; in the end ${deletions.gone} are gone and ${deletions.again} live again`,
    ...(report.askedAgain > 0 ? [`given up, and asked for again: ${report.askedAgain}`] : []),
    ...(uploaderKills ? [`kills of uploaders: ${killed(uploaderKills)}`] : []),
    ...(processorKills ? [`kills of processors: ${killed(processorKills)}`] : []),
    ...(diskFaults ? [`faults of disks: ${listed(diskFaults)}`] : []),
    ...(outage
      ? [
          `outages: ${listed(outage.periods)}; ${outage.accepted} of ${outage.requests} requests answered with 202`,
        ]
      : []),
    ...(away
      ? [
          `away without a pause: ${Object.keys(away.periods).join(', ')}; ${away.accepted} of ${away.requests} requests answered with 202`,
        ]
      : []),
    ...(replayed
      ? [
          `replay: ${replayed.delivered} deliveries of ${replayed.events} events, ${replayed.pairs} of them to two processors at once, and ${replayed.queued} through the queues; ${replayed.changes.length} of ${replayed.compared} rows and objects changed`,
        ]
      : []),
    `acknowledged ${report.acknowledged}, lost ${report.lost}`,
  ];
}

const killed = (kills: {
  readonly count: number;
  readonly inFlight: number;
  readonly phases: Readonly<Record<string, number>>;
}): string => `${kills.count}, ${kills.inFlight} with work in flight (${listed(kills.phases)})`;

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
