import { median } from './statistics.ts';

const PEER = 'sharp(buffer) once a variant';
const FLOOR = 'vipsthumbnail';
/** The costs as Markdown: every file, then the ratios that are promised. */
export function imagesTable(costs) {
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
export function ratiosTable(costs) {
  const of = (coding, other, value) => {
    const ratios = [...costs]
      .filter(([photograph, ofFile]) => photograph.coding === coding && ofFile.has(other))
      .map(([, ofFile]) => value(ofFile.get('galeria')) / value(ofFile.get(other)));
    return ratios.length > 0 ? median(ratios).toFixed(2) : 'not installed';
  };
  const all = (pick) =>
    [...costs.values()].map((ofFile) => pick(ofFile.get('galeria'), ofFile.get(PEER)));
  const worst = (values) => Math.max(...values.map(Math.abs));
  const avif = [...costs.values()].map((ofFile) => {
    const added = ofFile.get('galeria, default set').cpuMs - ofFile.get('galeria').cpuMs;
    return added / ofFile.get('galeria').cpuMs;
  });
  const cpu = ({ cpuMs }) => cpuMs;
  const peak = ({ peakMiB }) => peakMiB;
  const rows = [
    ['CPU against `sharp(buffer)` once a variant, baseline', of('baseline', PEER, cpu), '0.65'],
    ['the same, progressive', of('progressive', PEER, cpu), '0.40'],
    ['peak memory against it, baseline', of('baseline', PEER, peak), '0.85'],
    ['the same, progressive', of('progressive', PEER, peak), '0.85'],
    ['CPU against `vipsthumbnail`, baseline', of('baseline', FLOOR, cpu), '0.65'],
    ['the same, progressive', of('progressive', FLOOR, cpu), '0.45'],
    [
      'PSNR below the peer, the worst file, dB',
      worst(all((a, b) => Math.min(0, a.psnr - b.psnr))).toFixed(2),
      '0.5',
    ],
    [
      'bytes more or less than the peer, the worst file',
      worst(all((a, b) => a.bytes / b.bytes - 1)).toFixed(3),
      '0.08',
    ],
    ['CPU that AVIF and the square add, to all else', median(avif).toFixed(2), '1.00'],
  ];
  return [
    '| median over the corpus | measured | at most |',
    '|---|---:|---:|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}
