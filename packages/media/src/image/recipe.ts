/** How a level of the pyramid is encoded. */
export interface Encoding {
  readonly extension: string;
  readonly mimeType: string;
  readonly format: 'webp' | 'jpeg' | 'avif';
  /** 1 to 100. */
  readonly quality: number;
  /** CPU time spent on compression: WebP 0 to 6, AVIF 0 to 9. */
  readonly effort?: number;
}

/** A level of the pyramid: the box that the picture is fitted into, and its encodings. */
export interface Level {
  /** The longest side, in pixels; see `fitInto` for very long pictures. */
  readonly box: number;
  readonly encodings: readonly Encoding[];
}

/**
 * Part of every rendition's name: increment it when a change below gives a rendition of an existing
 * name other bytes. Published objects are never overwritten, and caches keep them for a year, so under
 * the same name existing pictures would keep their former bytes. A change of a level also changes all
 * levels below it. A new name whose addition changes no other rendition needs no new version.
 */
export const RECIPE_VERSION = 4;

// Effort 1 takes 80 % of the CPU time of effort 2, for 7 % more bytes and 0.3 dB more.
const webp: Encoding = {
  extension: 'webp',
  mimeType: 'image/webp',
  format: 'webp',
  quality: 80,
  effort: 1,
};
const jpeg: Encoding = { extension: 'jpg', mimeType: 'image/jpeg', format: 'jpeg', quality: 82 };
// Effort 4, the encoder's default, takes 35 times as long as effort 0 and saves 20 % of the bytes.
const avif: Encoding = {
  extension: 'avif',
  mimeType: 'image/avif',
  format: 'avif',
  quality: 55,
  effort: 0,
};

/** At least one level, largest first. */
export type Levels = readonly [Level, ...Level[]];

/** The renditions of every picture, largest first. Each level is made from the previous one. */
export const pyramid: Levels = [
  { box: 2560, encodings: [jpeg, webp] },
  { box: 1280, encodings: [webp, avif] },
  { box: 640, encodings: [webp, avif] },
  { box: 320, encodings: [webp] },
];

/** A square crop of the most salient part for grids, also of the first frame of an animation. */
export const thumbnail = { side: 256, encoding: webp } as const;

/** `2560.v4.jpg`: the box instead of the width, so that a page finds a level without knowing sizes. */
export const renditionName = (level: Pick<Level, 'box'>, encoding: Encoding): string =>
  `${level.box}.v${RECIPE_VERSION}.${encoding.extension}`;

export const thumbnailName = (): string =>
  `${thumbnail.side}-square.v${RECIPE_VERSION}.${thumbnail.encoding.extension}`;

/** Returns the names of all possible renditions of a picture. */
export const renditionNames = (): string[] => [
  ...pyramid.flatMap((level) => level.encodings.map((encoding) => renditionName(level, encoding))),
  thumbnailName(),
];
