const SVG = 'http://www.w3.org/2000/svg';

/** Path data for a 24 × 24 view box with a stroke width of 1.75. */
const paths = {
  upload: 'M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M5 16v2a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-2',
  download: 'M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M5 16v2a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-2',
  close: 'M6 6l12 12M18 6L6 18',
  previous: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'M9.5 5.5 16 12l-6.5 6.5',
  trash: 'M5 7h14M10 7V5h4v2M7 7l.8 11.2a2 2 0 0 0 2 1.8h4.4a2 2 0 0 0 2-1.8L17 7',
  again: 'M19 12a7 7 0 1 1-2-4.9M19 4v4h-4',
  pause: 'M9 5.5v13M15 5.5v13',
  resume: 'M8 5.5v13l10.5-6.5L8 5.5Z',
  warning: 'M12 4 3 19.5h18L12 4Zm0 6v4m0 2.8v.2',
  file: 'M7 3.5h7l4.5 4.5V19a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5ZM14 3.5V8h4.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pictures:
    'M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11Zm0 9 4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L20 20',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
} as const;

export type IconName = keyof typeof paths;

/** Creates an icon that assistive technology ignores. The parent element needs a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
