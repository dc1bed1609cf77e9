import type { Photograph } from './corpus.ts';
import type { Cost, Costs } from './images.ts';
import { median } from './statistics.ts';
import type { StrategyName } from './strategies.ts';

const PEER: StrategyName = 'sharp(buffer) per rendition';
const FLOOR: StrategyName = 'vipsthumbnail';

/** Formats the costs as Markdown: every file, then the ratios with their limits. */
export function imagesTable(costs: Costs): string {
  const rows = [...costs].flatMap(([{ name, coding }, ofFile]) =>
    [...ofFile].map(([strategy, { cpuMs, peakMiB, bytes, psnr }]) => {
      const numbers = [cpuMs, peakMiB, bytes / 1024].map((value) => value.toFixed(0));
      return `| ${name} | ${coding} | ${strategy} | ${numbers.join(' | ')} | ${psnr.toFixed(1)} |`;
    }),
  );
  return [
    '| file | coding | strategy | CPU ms | peak MiB | KiB | PSNR dB |',
    '|---|---|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

function costOf(ofFile: ReadonlyMap<StrategyName, Cost>, name: StrategyName): Cost {
  const cost = ofFile.get(name);
  if (!cost) throw new RangeError(`${name} was not measured`);
  return cost;
}

export function ratiosTable(costs: Costs): string {
  const of = (coding: Photograph['coding'], other: StrategyName, value: (cost: Cost) => number) => {
    const ratios = [...costs]
      .filter(([photograph, ofFile]) => photograph.coding === coding && ofFile.has(other))
      .map(([, ofFile]) => value(costOf(ofFile, 'galeria')) / value(costOf(ofFile, other)));
    return ratios.length > 0 ? median(ratios).toFixed(2) : 'not installed';
  };
  const all = (pick: (ours: Cost, peer: Cost) => number) =>
    [...costs.values()].map((ofFile) => pick(costOf(ofFile, 'galeria'), costOf(ofFile, PEER)));
  const worst = (values: number[]) => Math.max(...values.map(Math.abs));
  const avif = [...costs.values()].map((ofFile) => {
    const { cpuMs } = costOf(ofFile, 'galeria');
    return (costOf(ofFile, 'galeria, default set').cpuMs - cpuMs) / cpuMs;
  });
  const cpu = ({ cpuMs }: Cost) => cpuMs;
  const peak = ({ peakMiB }: Cost) => peakMiB;
  const rows = [
    ['CPU relative to `sharp(buffer)` per rendition, baseline', of('baseline', PEER, cpu), '0.65'],
    ['the same, progressive', of('progressive', PEER, cpu), '0.40'],
    ['peak memory relative to it, baseline', of('baseline', PEER, peak), '0.85'],
    ['the same, progressive', of('progressive', PEER, peak), '0.85'],
    ['CPU relative to `vipsthumbnail`, baseline', of('baseline', FLOOR, cpu), '0.65'],
    ['the same, progressive', of('progressive', FLOOR, cpu), '0.45'],
    [
      'PSNR below `sharp(buffer)`, worst file, dB',
      worst(all((a, b) => Math.min(0, a.psnr - b.psnr))).toFixed(2),
      '0.5',
    ],
    [
      'bytes relative to `sharp(buffer)`, worst file',
      worst(all((a, b) => a.bytes / b.bytes - 1)).toFixed(3),
      '0.08',
    ],
    ['additional CPU for AVIF and the square', median(avif).toFixed(2), '1.00'],
  ];
  return [
    '| median over the corpus | measured | limit |',
    '|---|---:|---:|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}
