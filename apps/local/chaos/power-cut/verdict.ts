import type { Fault } from './checks.ts';
import { GOAL_MS } from './limits.ts';
import type { Report } from './run.ts';

/** Whether anything that was acknowledged does not hold. */
export const isWrong = ({ findings, verified }: Report): boolean =>
  findings.length > 0 || !verified;

/** The figures of a run. The last line is the one that counts. */
export function inWords(report: Report): string[] {
  const { cuts, findings, keys } = report;
  const seconds = cuts.map(({ settledMs }) => settledMs / 1000);
  const late = cuts.filter(({ settledMs }) => settledMs > GOAL_MS).length;
  const of = (...faults: Fault[]) => findings.filter(({ fault }) => faults.includes(fault)).length;
  const counts = new Map<string, number>();
  for (const { fault } of findings) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  const listed = [...counts].map(([fault, count]) => `${fault} ${count}`).join(', ');
  return [
    `seed ${report.seed}, ${report.seconds} s, ${cuts.length} power cuts`,
    ' cut  acknowledged  unanswered  as acknowledged after  findings',
    ...cuts.map((cut, at) =>
      [
        String(at).padStart(4),
        String(cut.acknowledged).padStart(12),
        String(cut.unanswered).padStart(10),
        `${seconds[at]!.toFixed(1)} s`.padStart(21),
        String(cut.findings).padStart(8),
      ].join('  '),
    ),
    `galeria verify finds ${report.verified ? 'nothing' : 'something'} wrong`,
    `deletions ${report.deletions}, retries ${report.retries}, keys made ${keys.made}, revoked ${keys.revoked}`,
    `findings: ${listed || 'none'}; starts that took longer than ${GOAL_MS / 1000} s to be as acknowledged: ${late}`,
    `acknowledged ${report.acknowledged}, lost ${of('lost')}, misnamed ${of('name-lost', 'sender-lost', 'misnamed')}, stuck ${of('stuck')}`,
  ];
}
