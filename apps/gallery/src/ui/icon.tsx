/** Path data for a 24 × 24 view box with a stroke width of 1.75. */
const paths = {
  upload: 'M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M5 16v2a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-2',
  download: 'M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M5 16v2a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-2',
  close: 'M6 6l12 12M18 6L6 18',
  previous: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'M9.5 5.5 16 12l-6.5 6.5',
  up: 'M5.5 14.5 12 8l6.5 6.5',
  trash: 'M5 7h14M10 7V5h4v2M7 7l.8 11.2a2 2 0 0 0 2 1.8h4.4a2 2 0 0 0 2-1.8L17 7',
  again: 'M19 12a7 7 0 1 1-2-4.9M19 4v4h-4',
  pause: 'M9 5.5v13M15 5.5v13',
  resume: 'M8 5.5v13l10.5-6.5L8 5.5Z',
  warning: 'M12 4 3 19.5h18L12 4Zm0 6v4m0 2.8v.2',
  file: 'M7 3.5h7l4.5 4.5V19a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5ZM14 3.5V8h4.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pictures:
    'M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11Zm0 9 4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01',
  photo:
    'M4 8.5A1.5 1.5 0 0 1 5.5 7h2L9 5h6l1.5 2h2A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-9ZM12 16a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z',
  song: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm10-2a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
  heart:
    'M12 19.5S4.5 15 4.5 9.7A4.2 4.2 0 0 1 12 7a4.2 4.2 0 0 1 7.5 2.7C19.5 15 12 19.5 12 19.5Z',
  album: 'M4 8h16v11H4zM6 5h12M8 2.5h8',
  archive: 'M4 5h16v4H4zM5.5 9v10h13V9M10 13h4',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12.5V12l3 2',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L20 20',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-8.5V16m0-8v.2',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  tag: 'M4 11V5.5A1.5 1.5 0 0 1 5.5 4H11l9 9-7 7-9-9ZM8 8h.01',
  calendar: 'M5 6h14v13H5zM5 10h14M8.5 4v3M15.5 4v3',
  restore: 'M5 12a7 7 0 1 0 2-4.9M5 4v4h4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  full: 'M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15',
  slides: 'M4 6h16v11H4zM10 9.5v4l3.5-2-3.5-2ZM9 20h6',
  edit: 'M5 19l1-4L16 5l3 3L9 18l-4 1Z',
  star: 'm12 4 2.4 5 5.4.7-4 3.8 1 5.5-4.8-2.7L7.2 19l1-5.5-4-3.8L9.6 9 12 4Z',
  skip: 'M6 6l8 6-8 6V6Zm11 0v12',
  back: 'M18 6l-8 6 8 6V6ZM7 6v12',
  queue: 'M4 7h12M4 12h12M4 17h7M18 12v6.5M18 12l3 1',
  folder: 'M4 18V6h5.5l2 2.5H20V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1Z',
  keyboard: 'M3.5 7h17v10h-17zM7 10.5h.01M10.3 10.5h.01M13.6 10.5h.01M17 10.5h.01M8 14h8',
  place:
    'M12 20.5s6.5-5.5 6.5-10.5a6.5 6.5 0 0 0-13 0c0 5 6.5 10.5 6.5 10.5Zm0-8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
} as const;

export type IconName = keyof typeof paths;

/** An icon that assistive technology ignores. The parent element needs a label. */
export const Icon = ({ name, filled = false }: { name: IconName; filled?: boolean }) => (
  <svg viewBox="0 0 24 24" class={filled ? 'icon filled' : 'icon'} aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
