import { type Static, Type } from 'typebox';
import { dateFields, Place, Placeholder } from '../schema.ts';

const Camera = Type.Object({
  make: Type.Optional(Type.String()),
  model: Type.Optional(Type.String()),
  lens: Type.Optional(Type.String()),
  lensMake: Type.Optional(Type.String()),
});

const Exposure = Type.Object({
  seconds: Type.Optional(Type.Number()),
  text: Type.Optional(Type.String({ description: 'The exposure time, such as `1/125`' })),
  fNumber: Type.Optional(Type.Number()),
  iso: Type.Optional(Type.Number()),
  biasEv: Type.Optional(Type.Number()),
  focalLengthMm: Type.Optional(Type.Number()),
  focalLength35Mm: Type.Optional(Type.Number()),
  flash: Type.Optional(Type.Boolean({ description: 'Whether the flash fired' })),
});

export const Taken = Type.Object(
  {
    ...dateFields,
    offsetSource: Type.Union(
      [Type.Enum(['exif', 'xmp', 'iptc', 'tag', 'gps', 'place']), Type.Null()],
      {
        description:
          'The part of the file that states the offset. `gps`: the difference from the GPS time. `place`: the time zone of the position.',
      },
    ),
  },
  { description: 'The time at which the picture was taken, or its file written' },
);

const Gps = Type.Object(
  {
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
    altitudeMetres: Type.Optional(Type.Number()),
    direction: Type.Optional(
      Type.Number({ description: 'Degrees clockwise from north, 0 up to 360' }),
    ),
    directionReference: Type.Optional(Type.Enum(['true', 'magnetic'])),
  },
  { description: 'WGS 84' },
);

const Share = Type.Number({ minimum: 0, maximum: 1 });

const Person = Type.Object(
  {
    name: Type.Optional(Type.String()),
    area: Type.Optional(
      Type.Object(
        { x: Share, y: Share, width: Share, height: Share },
        { description: 'From the top left, in fractions of the picture as shown' },
      ),
    ),
  },
  { description: 'A person whose face is marked in the picture' },
);

/**
 * The metadata of an image. A field is absent if its value is unknown. `width` and `height` are in
 * pixels as shown; `orientation` is the EXIF value before it was applied; `colourSpace` is that of the
 * original, as renditions are sRGB; `loop` is the number of plays, 0 for endless.
 */
export const ImageMetadata = Type.Object(
  {
    format: Type.String({ description: '`jpeg`, `png`, `heic`, `svg`, …' }),
    width: Type.Optional(Type.Integer()),
    height: Type.Optional(Type.Integer()),
    orientation: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
    colourSpace: Type.Optional(Type.String()),
    colourProfile: Type.Optional(Type.String({ description: 'Name of the ICC profile' })),
    bitsPerSample: Type.Optional(Type.Integer()),
    hasAlpha: Type.Optional(Type.Boolean()),
    hdr: Type.Optional(Type.Enum(['gain-map', 'pq', 'hlg'])),
    pages: Type.Optional(Type.Integer({ description: 'Pages or frames, if more than one' })),
    animated: Type.Optional(Type.Boolean()),
    durationMs: Type.Optional(Type.Number({ description: 'One play of the animation' })),
    loop: Type.Optional(Type.Integer({ description: 'Number of plays, 0 for endless' })),
    missing: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'The share of a damaged picture that is missing',
      }),
    ),
    ...Placeholder,
    camera: Type.Optional(Camera),
    exposure: Type.Optional(Exposure),
    taken: Type.Optional(Taken),
    gps: Type.Optional(Gps),
    place: Type.Optional(Place),
    software: Type.Optional(Type.String()),
    rating: Type.Optional(Type.Number({ minimum: 1, maximum: 5 })),
    title: Type.Optional(Type.String()),
    headline: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    keywords: Type.Optional(Type.Array(Type.String())),
    hierarchicalKeywords: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Keywords with their levels, such as `Places|Portugal|Lisbon`',
      }),
    ),
    people: Type.Optional(Type.Array(Person)),
    artist: Type.Optional(Type.String()),
    copyright: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

export type Person = Static<typeof Person>;
export type Taken = Static<typeof Taken>;
export type ImageMetadata = Static<typeof ImageMetadata>;
