import type { GaleriaConfig } from '../config/settings.ts';
import { atRest, type Line, total } from './cost.ts';

const dollars = (amount: number): string => amount.toFixed(2);

const cell = (line: Line | undefined): string =>
  line ? `${dollars(line.dollars)}${line.count === undefined ? '' : ` (${line.count})`}` : '0.00';

/** Returns the table of costs at rest of docs/deploy.md, in Markdown. */
export function costTable(stacks: Readonly<Record<string, GaleriaConfig>>): string {
  const columns = Object.values(stacks).map((config) => atRest(config));
  const names = [...new Set(columns.flat().map(({ name }) => name))];
  const rows = names.map((name) => [
    name,
    pricesOf(name, columns),
    ...columns.map((lines) => cell(lines.find((line) => line.name === name))),
  ]);
  const sum = ['**at rest**', '', ...columns.map((lines) => `**${dollars(total(lines))}**`)];
  const head = ['', 'price', ...Object.keys(stacks)];
  const lines = [head, head.map(() => '---'), ...rows, sum];
  return lines.map((line) => `| ${line.join(' | ')} |`.replaceAll('|  |', '| |')).join('\n');
}

/** Returns the prices of a line, which differ where stacks have different instances. */
const pricesOf = (name: string, columns: readonly (readonly Line[])[]): string =>
  [
    ...new Set(
      columns
        .flatMap((lines) => lines.filter((line) => line.name === name))
        .map(({ price }) => price),
    ),
  ].join(', ');
