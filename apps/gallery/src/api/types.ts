/** What the API answers, as far as the page reads it. */

export type Status = 'received' | 'stored' | 'processing' | 'ready' | 'failed';

export interface Rendition {
  /** `1280.v3.avif`: the box that it fits into, its recipe's version, its format. */
  readonly name: string;
  readonly url: string;
  readonly mimeType: string;
  /** In pixels, as shown; of a picture. */
  readonly width?: number;
  readonly height?: number;
  readonly size: number;
}

/** One `<source>` of a `<picture>`: a browser takes the first whose type and media it likes. */
export interface Source {
  readonly type: string;
  readonly srcset: string;
  /** The widest of its renditions, in pixels. */
  readonly width: number;
}

/** A code, and an English sentence for it. */
export interface Coded {
  readonly code: string;
  readonly message: string;
}

export interface Loudness {
  /** Absent in silence. */
  readonly integratedLufs?: number;
}

/** Every field may be absent: nothing is known then. */
export interface Metadata {
  readonly format?: string;
  readonly width?: number;
  readonly height?: number;
  readonly hasAlpha?: boolean;
  readonly thumbhash?: string;
  readonly dominantColour?: string;
  readonly animated?: boolean;
  readonly durationMs?: number;
  readonly camera?: { make?: string; model?: string; lens?: string };
  readonly exposure?: {
    text?: string;
    fNumber?: number;
    iso?: number;
    biasEv?: number;
    focalLengthMm?: number;
    flash?: boolean;
  };
  /** `local` is the camera's clock; without an offset nobody knows the instant. */
  readonly taken?: {
    local: string;
    offset: string | null;
    offsetSource: 'exif' | 'gps' | null;
  };
  readonly gps?: { latitude: number; longitude: number; altitudeMetres?: number };
  readonly description?: string;
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly track?: { number: number; of?: number };
  readonly year?: number;
  /** A recording as it came, and the song that it became. */
  readonly before?: Loudness;
  readonly after?: Loudness;
  readonly copyright?: string;
  /** Of a document. */
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: readonly string[];
  readonly pages?: number;
  readonly sheets?: number;
  readonly pageSize?: string;
  readonly lines?: number;
  readonly rows?: number;
  readonly columns?: number;
  /** ISO 8601; without an offset where nobody knows it. */
  readonly created?: string;
  readonly modified?: string;
  readonly embeddedFiles?: number;
  readonly scripts?: number;
  readonly excerpt?: string;
}

export interface MediaSummary {
  readonly id: string;
  readonly kind: string;
  readonly status: Status;
  readonly createdAt: string;
  readonly failure?: Coded;
  readonly note?: Coded;
  readonly original: {
    /** Bytes. */
    readonly size: number;
    readonly mimeType: string;
    readonly filename: string;
  };
  readonly renditions: readonly Rendition[];
  readonly sources: readonly Source[];
  readonly metadata: Metadata;
}

export interface MediaItem extends MediaSummary {
  readonly attempts: readonly {
    readonly attempt: string;
    readonly startedAt: string;
    readonly outcome?: string;
    readonly code?: string;
    readonly durationMs?: number;
  }[];
  readonly uploads: readonly {
    readonly upload: string;
    readonly filename: string;
    readonly receivedAt: string;
    readonly address?: string;
    readonly key?: string;
  }[];
}

export interface MediaPage {
  readonly items: readonly MediaSummary[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

export interface Uploaded {
  readonly id: string;
  readonly filename: string;
  readonly duplicate?: boolean;
}

/** Whether nothing more happens to an item by itself. */
export const isSettled = ({ status }: Pick<MediaSummary, 'status'>): boolean =>
  status === 'ready' || status === 'failed';
