import { editTags, type MediaSummary } from '@galeria/catalog';
import { defined } from '@galeria/media';
import type { Fields } from '../read-model/fields.ts';

/** The values of an item that are shown and searched: the owner's, or else those of its file. */
export interface Shown {
  readonly title?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly favourite: boolean;
  readonly archived: boolean;
  readonly place?: ShownPlace;
  /** Stars, 1 to 5. */
  readonly rating?: number;
}

interface ShownPlace {
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  /** Degrees, WGS 84. Both or none. */
  readonly latitude?: number;
  readonly longitude?: number;
}

export function shownOf({ metadata, edits = {} }: Pick<MediaSummary, 'metadata' | 'edits'>): Shown {
  const fields = metadata as Fields;
  return {
    tags: editTags(fields.keywords ?? [], edits.tags),
    favourite: edits.favourite ?? false,
    archived: edits.archived ?? false,
    ...defined({
      // Empty texts and no stars are values of the owner: nothing is shown.
      title: (edits.title ?? fields.title) || undefined,
      description: (edits.description ?? fields.description) || undefined,
      rating: (edits.rating ?? fields.rating) || undefined,
      place: placeOf(edits.place ?? placeIn(fields)),
    }),
  };
}

/** The names and the position that a file has. */
const placeIn = ({ place, gps }: Fields): ShownPlace =>
  defined({
    city: place?.city,
    region: place?.region,
    country: place?.country,
    latitude: gps?.latitude,
    longitude: gps?.longitude,
  });

const placeOf = (place: ShownPlace): ShownPlace | undefined =>
  Object.keys(place).length > 0 ? place : undefined;
