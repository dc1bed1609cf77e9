import type { Picture, Row } from './row.ts';

/** Returns the page as one HTML file with embedded pictures, viewable offline. */
export const page = (rows: readonly Row[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>Contact sheet</title>
<style>
  body { font: 13px system-ui, sans-serif; margin: 1rem; background: #eee; color: #222 }
  section { background: #fff; margin: 0 0 1rem; padding: .75rem; overflow: hidden }
  h2 { font-size: 15px; margin: 0 0 .5rem }
  .failed { color: #a00 }
  .pictures { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-end }
  figure { margin: 0; max-width: 220px }
  img { max-width: 220px; max-height: 220px; background: repeating-conic-gradient(#ddd 0 25%, #fff 0 50%) 0 0 / 16px 16px }
  figcaption { overflow-wrap: anywhere }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; color: #555 }
</style>
<h1>${rows.length} originals beside their renditions</h1>
${rows.map(section).join('\n')}
</html>
`;

const section = ({ name, outcome, original, renditions, metadata }: Row): string => `<section>
<h2>${escapeHtml(name)} <span class="${escapeHtml(outcome.split(',')[0] ?? '')}">${escapeHtml(outcome)}</span></h2>
<div class="pictures">
${[original, ...renditions].map(figure).join('\n')}
</div>
<pre>${escapeHtml(JSON.stringify(metadata))}</pre>
</section>`;

const figure = ({ name, url, size, width, height }: Picture): string => {
  const pixels = width === undefined ? '' : `, ${width} × ${height}`;
  const caption = `${escapeHtml(name)}${pixels}, ${size.toLocaleString('en')} bytes`;
  return `<figure><img src="${escapeHtml(url)}" alt=""><figcaption>${caption}</figcaption></figure>`;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** File names and metadata are untrusted input. */
const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (mark) => entities[mark] ?? mark);
