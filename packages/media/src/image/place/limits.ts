/** The limits of the search for a place, in kilometres and towns. */
export const limits = {
  /** Maximum distance of a city's centre from a position. */
  cityKm: 25,
  /** Where no city is near: the distance within which all towns must be of one country. */
  countryKm: 200,
  /** Maximum number of towns that decide on the country. */
  countryTowns: 20,
} as const;
