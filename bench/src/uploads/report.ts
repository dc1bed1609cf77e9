import { median } from '../statistics.ts';
import type { ContestantName } from './contestants.ts';
import type { Measured, Sample, Samples } from './measure.ts';
import { type Goal, LONE_RATIO, LONE_ROW } from './rows.ts';

type Line = readonly [what: string, measured: string, goal: string];

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const speeds = (samples: Samples, name: ContestantName | 'disk'): number[] =>
  (samples.get(name) ?? []).map(({ perSecond }) => perSecond);

const spread = (values: readonly number[], digits: number): string => {
  const text = (value: number) => value.toFixed(digits);
  return values.length === 1
    ? text(median(values))
    : `${text(median(values))} (${text(Math.min(...values))} to ${text(Math.max(...values))})`;
};

/** The ratios of each round: of a contestant to the best of the others in the same round. */
function ratios(samples: Samples, { of, against }: Goal): number[] {
  const others = (against === 'disk' ? ['disk' as const] : against).map((name) =>
    speeds(samples, name),
  );
  return speeds(samples, of).map((own, round) => {
    const best = Math.max(...others.map((all) => all[round] ?? 0));
    return own / best;
  });
}

function goalLine({ row, samples, skipped }: Measured, goal: Goal): Line {
  const what = `${row.name}: ${goal.of} to ${goal.named}`;
  const least = `≥ ${goal.least}`;
  const reason = skipped.get(goal.of);
  if (reason !== undefined) return [what, `not measured: ${reason}`, least];
  const values = ratios(samples, goal).filter(Number.isFinite);
  return [what, values.length === 0 ? 'not measured' : spread(values, 2), least];
}

function loneLine({ samples }: Measured): Line {
  const of = (name: ContestantName | 'disk') =>
    (samples.get(name) ?? []).map(({ p50Ms }: Sample) => p50Ms);
  const disk = of('disk');
  const values = of('galeria').map((own, round) => own / (disk[round] ?? Number.NaN));
  return [
    'p50 of a lone upload of 1 MB to a durable write of 1 MB',
    spread(values, 2),
    `≤ ${LONE_RATIO}`,
  ];
}

/** Formats the goals as a table, then the figures of each row. */
export function report(
  measured: readonly Measured[],
  memory: { readonly mib: number; readonly name: string; readonly most: number },
): string[] {
  const goals = measured.flatMap((one) => [
    ...one.row.goals.map((goal) => goalLine(one, goal)),
    ...(one.row.name === LONE_ROW ? [loneLine(one)] : []),
  ]);
  const memoryLine: Line = [memory.name, memory.mib.toFixed(0), `≤ ${memory.most}`];
  return [
    table(['median ratio of the rounds', 'measured', 'goal'], [...goals, memoryLine]),
    ...measured.map(figures),
  ];
}

function figures({ row, samples, skipped }: Measured): string {
  const lines = [...samples].map(([name, all]) => [
    name === 'disk' ? 'the disk: write, fsync of file and folder' : name,
    spread(
      all.map(({ perSecond }) => perSecond),
      row.size > 1e7 ? 1 : 0,
    ),
    spread(
      all.map(({ p50Ms }) => p50Ms),
      1,
    ),
    all[0]?.cpuMs === undefined ? '' : median(all.map(({ cpuMs = 0 }) => cpuMs)).toFixed(2),
  ]);
  const rest = [...skipped].map(([name, reason]) => [name, `not measured: ${reason}`, '', '']);
  return table(
    [`${row.name}, ${row.count} files`, 'files/s', 'p50 ms', 'CPU ms a file'],
    [...lines, ...rest],
  );
}
