/** How a level of the pyramid is encoded. */
export interface Encoding {
  readonly extension: string;
  readonly mimeType: string;
  readonly format: 'webp' | 'jpeg';
  /** 1 to 100. */
  readonly quality: number;
  /** WebP only, 0 to 6: CPU time spent on compression. */
  readonly effort?: number;
}

/** One level of the pyramid: a square box that the picture is made to fit into, and its encodings. */
export interface Level {
  /** The longest side, in pixels. */
  readonly box: number;
  readonly encodings: readonly Encoding[];
}

/** Part of every rendition's name: raise it whenever what is below changes the bytes made. */
export const RECIPE_VERSION = 1;

// Effort 2 takes two thirds of the CPU time of effort 4 for files that are 4 % larger.
const webp: Encoding = {
  extension: 'webp',
  mimeType: 'image/webp',
  format: 'webp',
  quality: 80,
  effort: 2,
};
const jpeg: Encoding = { extension: 'jpg', mimeType: 'image/jpeg', format: 'jpeg', quality: 82 };

/** The renditions of every picture, largest first. Each level is made from the one before it. */
export const pyramid: readonly Level[] = [
  { box: 2560, encodings: [jpeg, webp] },
  { box: 1280, encodings: [webp] },
  { box: 640, encodings: [webp] },
  { box: 320, encodings: [webp] },
];

/** `2560.v1.jpg`: the box, not the width, so that a page finds a level without asking for sizes. */
export const renditionName = (level: Level, encoding: Encoding): string =>
  `${level.box}.v${RECIPE_VERSION}.${encoding.extension}`;
