import type { Fault } from './checks.ts';
import { GOAL_MS } from './limits.ts';
import type { Report } from './run.ts';

/** The faults of a run, one sentence each. Empty if there are none. */
export const complaints = ({ findings, verified }: Report): string[] => [
  ...findings.map(({ fault, subject, detail }) => `${fault}: ${subject} (${detail})`),
  ...(verified ? [] : ['galeria verify found something wrong']),
];

/** The figures of a run for people. The last line has the result. */
export function summarize(report: Report): string[] {
  const { cuts, findings, keys } = report;
  const late = cuts.filter(({ settledMs }) => settledMs > GOAL_MS).length;
  const of = (...faults: Fault[]) => findings.filter(({ fault }) => faults.includes(fault)).length;
  const counts = new Map<string, number>();
  for (const { fault } of findings) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  const listed = [...counts].map(([fault, count]) => `${fault} ${count}`).join(', ');
  return [
    `seed ${report.seed}, ${report.seconds} s, ${cuts.length} power cuts`,
    ' cut  acknowledged  unanswered      correct after  findings',
    ...cuts.map((cut, at) =>
      [
        String(at).padStart(4),
        String(cut.acknowledged).padStart(12),
        String(cut.unanswered).padStart(10),
        `${(cut.settledMs / 1000).toFixed(1)} s`.padStart(17),
        String(cut.findings).padStart(8),
      ].join('  '),
    ),
    `galeria verify finds ${report.verified ? 'nothing' : 'something'} wrong`,
    `deletions ${report.deletions}, retries ${report.retries}, keys made ${keys.made}, revoked ${keys.revoked}`,
    `findings: ${listed || 'none'}; starts after which it took longer than ${GOAL_MS / 1000} s until everything was correct: ${late}`,
    `acknowledged ${report.acknowledged}, lost ${of('lost')}, misnamed ${of('name-lost', 'sender-lost', 'misnamed')}, stuck ${of('stuck')}`,
  ];
}
