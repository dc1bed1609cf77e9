/**
 * The tags to read, by name and number in EXIF 3.0 (CIPA DC-008-2023); those of Windows begin with `XP`.
 * Other tags, such as serial numbers and thumbnails, are never copied from a file; of maker notes only a
 * few values are.
 */
export const pictureTags = {
  // first directory (TIFF)
  ImageDescription: 0x010e,
  Make: 0x010f,
  Model: 0x0110,
  Orientation: 0x0112,
  Software: 0x0131,
  DateTime: 0x0132,
  Artist: 0x013b,
  Rating: 0x4746,
  Copyright: 0x8298,
  XPTitle: 0x9c9b,
  XPComment: 0x9c9c,
  XPAuthor: 0x9c9d,
  XPKeywords: 0x9c9e,
  // Exif directory
  ExposureTime: 0x829a,
  FNumber: 0x829d,
  PhotographicSensitivity: 0x8827,
  StandardOutputSensitivity: 0x8831,
  RecommendedExposureIndex: 0x8832,
  DateTimeOriginal: 0x9003,
  DateTimeDigitized: 0x9004,
  OffsetTime: 0x9010,
  OffsetTimeOriginal: 0x9011,
  OffsetTimeDigitized: 0x9012,
  ShutterSpeedValue: 0x9201,
  ApertureValue: 0x9202,
  ExposureBiasValue: 0x9204,
  Flash: 0x9209,
  FocalLength: 0x920a,
  SubSecTime: 0x9290,
  SubSecTimeOriginal: 0x9291,
  SubSecTimeDigitized: 0x9292,
  FocalLengthIn35mmFilm: 0xa405,
  UserComment: 0x9286,
  LensSpecification: 0xa432,
  LensMake: 0xa433,
  LensModel: 0xa434,
} as const;

/** The tags of the GPS directory. */
export const gpsTags = {
  GPSLatitudeRef: 0x01,
  GPSLatitude: 0x02,
  GPSLongitudeRef: 0x03,
  GPSLongitude: 0x04,
  GPSAltitudeRef: 0x05,
  GPSAltitude: 0x06,
  GPSTimeStamp: 0x07,
  GPSImgDirectionRef: 0x10,
  GPSImgDirection: 0x11,
  GPSDateStamp: 0x1d,
} as const;

/** Entries of the first directory with the offsets of the others. */
export const pointers = { exif: 0x8769, gps: 0x8825 } as const;

/** Their values are texts that EXIF declares as bytes. */
export const textsInBytes: ReadonlySet<number> = new Set([
  pictureTags.XPTitle,
  pictureTags.XPComment,
  pictureTags.XPAuthor,
  pictureTags.XPKeywords,
]);

/** The tag of maker notes, of the Exif directory. */
export const MAKER_NOTE = 0x927c;

/** A value of exif-parser: bytes for texts, numbers, or pairs for fractions. */
export type RawValue = Uint8Array | readonly number[] | readonly (readonly [number, number])[];

export type PictureTags = Partial<Record<keyof typeof pictureTags, RawValue>>;
export type GpsTags = Partial<Record<keyof typeof gpsTags, RawValue>>;
