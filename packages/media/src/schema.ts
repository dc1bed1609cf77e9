import { type Static, Type } from 'typebox';

/** The fields that a page draws before a rendition has loaded. */
export const Placeholder = {
  thumbhash: Type.Optional(
    Type.String({ description: 'https://evanw.github.io/thumbhash/ in Base64' }),
  ),
  dominantColour: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
};

/** The parts of a file that can state its date. */
export const DATE_SOURCES = ['exif', 'xmp', 'iptc', 'gps', 'tag', 'document'] as const;

/** The fields of a date that a file states. */
export const dateFields = {
  local: Type.String({
    description:
      'Local time without a zone, as precise as the file states it: `2024-05-06T07:08:09`, `2024-05-06`, `2024`',
  }),
  offset: Type.Union([Type.String(), Type.Null()], {
    description: 'UTC offset such as `+02:00`; null if unknown',
  }),
  source: Type.Optional(
    Type.Enum([...DATE_SOURCES], {
      description: 'The part of the file that states it. Absent in metadata of earlier versions.',
    }),
  ),
  zone: Type.Optional(
    Type.String({ description: 'IANA time zone of the position, if its clocks have this offset' }),
  ),
};

export const StatedDate = Type.Object(dateFields, { description: 'The date that the file states' });

export type StatedDate = Static<typeof StatedDate>;

export const Place = Type.Object(
  {
    city: Type.Optional(Type.String({ description: 'Absent if no city is near' })),
    region: Type.Optional(Type.String({ description: 'State, province or district' })),
    country: Type.String(),
    countryCode: Type.String({ description: 'ISO 3166-1 alpha-2' }),
  },
  { description: 'The city of the position, with English names by GeoNames (CC BY 4.0)' },
);

export type Place = Static<typeof Place>;
