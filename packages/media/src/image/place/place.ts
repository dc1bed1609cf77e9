import { isNautical, type Position, zoneAt } from '../../dates/time-zone.ts';
import type { Place } from '../../schema.ts';
import { limits } from './limits.ts';
import { loadTowns, type Town } from './towns.ts';

/**
 * Returns the place of a position: the city it is in, or else the nearest one within `limits.cityKm`.
 * Beyond that only the country, if all towns around are of one country and in the time zone of the
 * position. Undefined on the high seas and in the wilderness.
 */
export async function placeAt(position: Position): Promise<Place | undefined> {
  const zone = zoneAt(position);
  if (isNautical(zone)) return undefined;
  const townsAround = await loadTowns();
  const near = townsAround(position, limits.cityKm);
  const city = nearestOf(ofOneCountry(near, zone));
  if (city) {
    const { name, region, country } = city;
    return { city: name, ...(region !== undefined && { region }), ...countryNamed(country) };
  }
  const far = townsAround(position, limits.countryKm, limits.countryTowns);
  const [first] = far;
  const isSure = isOneCountry(far) && far.some((town) => zoneAt(town) === zone);
  return first && isSure ? countryNamed(first.country) : undefined;
}

const isOneCountry = (towns: readonly Town[]): boolean =>
  towns.every(({ country }) => country === towns[0]?.country);

/** Near a border, prefers towns in the time zone of the position, which most borders separate. */
function ofOneCountry(towns: readonly Town[], zone: string): readonly Town[] {
  if (isOneCountry(towns)) return towns;
  const inZone = towns.filter((town) => zoneAt(town) === zone);
  return inZone.length > 0 ? inZone : towns;
}

/** A usual density of cities, in inhabitants for each square kilometre. */
const DENSITY = 2500;

/** The radius of a town by its population, in kilometres. GeoNames has the population 0 where unknown. */
const radiusOf = ({ population }: Town): number =>
  Math.max(1, Math.sqrt(population / DENSITY / Math.PI));

/**
 * Returns the town whose edge is the nearest. Among towns that contain the position, the one whose centre
 * is the nearest by its radius, so that a city comes before its suburbs.
 */
function nearestOf(towns: readonly Town[]): Town | undefined {
  const ranked = towns.map((town) => ({
    town,
    outside: Math.max(0, town.km - radiusOf(town)),
    share: town.km / radiusOf(town),
  }));
  return ranked.sort((a, b) => a.outside - b.outside || a.share - b.share)[0]?.town;
}

const names = new Intl.DisplayNames('en', { type: 'region' });

const countryNamed = (code: string) => ({ country: names.of(code) ?? code, countryCode: code });
