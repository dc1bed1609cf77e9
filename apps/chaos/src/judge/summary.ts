import type { PowerCut } from '../faults/power-cuts.ts';
import type { Report } from '../run/run.ts';

/** The faults of a run, one sentence each. Empty if there are none. */
export function complaints(report: Report): string[] {
  const { findings, verified, replayed } = report;
  return [
    ...findings.map(({ fault, subject, detail }) => `${fault}: ${subject} (${detail})`),
    ...(verified === 0 ? [] : ['galeria verify found something wrong; see above']),
    ...[report.outage, report.away]
      .map((outage) => (outage ? outage.requests - outage.accepted : 0))
      .filter((refused) => refused > 0)
      .map((refused) => `${refused} requests were not accepted while the cloud was away`),
    ...(replayed?.changes ?? []).map((change) => `changed by the replay: ${change}`),
    ...(replayed && replayed.notDone > 0
      ? [`${replayed.notDone} replayed events were returned as failed`]
      : []),
  ];
}

/** The figures of a run for people. The last line has the result. */
export function summarize(report: Report): string[] {
  const {
    uploaderKills,
    processorKills,
    diskFaults,
    powerCuts,
    deletions,
    outage,
    away,
    replayed,
  } = report;
  return [
    `seed ${report.seed}, ${report.seconds} s`,
    `sent: ${report.acknowledged} files acknowledged, ${report.unanswered} unanswered, ${report.refused} refused; ${report.pictures} pictures`,
    `final status: ${list(report.ends)}; attempts: ${list(report.attempts)}`,
    `resumable uploads: ${report.resumed} continued after a failed request`,
    `deletions: ${deletions.deletions} of ${deletions.pictures} pictures; ${deletions.gone} are deleted and ${deletions.again} exist again`,
    `events: ${report.events.received} over ${report.events.connections} connections; the items of ${report.events.checked} read as they arrived`,
    ...(report.retried > 0 ? [`retries exhausted, and retried: ${report.retried}`] : []),
    ...(uploaderKills ? [`kills of uploaders: ${killed(uploaderKills)}`] : []),
    ...(processorKills ? [`kills of processors: ${killed(processorKills)}`] : []),
    ...(diskFaults ? [`disk faults: ${list(diskFaults)}`] : []),
    ...(powerCuts
      ? [`power cuts: ${powerCuts.length}; up again after ${starts(powerCuts)} s`]
      : []),
    ...(outage
      ? [
          `outages: ${list(outage.periods)}; ${outage.accepted} of ${outage.requests} requests answered with 202`,
        ]
      : []),
    ...(away
      ? [
          `unavailable without a pause: ${Object.keys(away.periods).join(', ')}; ${away.accepted} of ${away.requests} requests answered with 202`,
        ]
      : []),
    ...(replayed
      ? [
          `replay: ${replayed.delivered} deliveries of ${replayed.events} events, ${replayed.pairs} of them to two processors at once, and ${replayed.queued} through the queues; ${replayed.changes.length} of ${replayed.compared} rows and objects changed`,
        ]
      : []),
    `acknowledged ${report.acknowledged}, lost ${report.lost}, misnamed ${report.misnamed}, stuck ${report.stuck}`,
  ];
}

/** The shortest and the longest restart, in seconds. */
const starts = (cuts: readonly PowerCut[]): string => {
  const seconds = cuts.map(({ upMs }) => Math.round(upMs / 1000));
  return cuts.length === 0 ? '0' : `${Math.min(...seconds)} to ${Math.max(...seconds)}`;
};

const killed = (kills: {
  readonly count: number;
  readonly inFlight: number;
  readonly phases: Readonly<Record<string, number>>;
}): string => `${kills.count}, ${kills.inFlight} with work in progress (${list(kills.phases)})`;

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
