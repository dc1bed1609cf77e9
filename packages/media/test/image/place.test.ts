import { describe, expect, test } from '@jest/globals';
import { lookUpPlace } from '../../src/image/place/look-up.ts';

describe('a position in a city', () => {
  for (const [latitude, longitude, city, region, country, countryCode] of [
    [38.6916, -9.216, 'Lisbon', 'Lisbon', 'Portugal', 'PT'],
    [38.7974, -9.3905, 'Sintra', 'Lisbon', 'Portugal', 'PT'],
    [-22.9711, -43.1822, 'Rio de Janeiro', 'Rio de Janeiro', 'Brazil', 'BR'],
    [-22.8832, -43.1034, 'Niterói', 'Rio de Janeiro', 'Brazil', 'BR'],
    [-23.5614, -46.6559, 'São Paulo', 'São Paulo', 'Brazil', 'BR'],
    [40.758, -73.9855, 'New York City', 'New York', 'United States', 'US'],
    [37.8199, -122.4783, 'San Francisco', 'California', 'United States', 'US'],
    [48.8584, 2.2945, 'Paris', 'Île-de-France', 'France', 'FR'],
    [51.5007, -0.1246, 'London', 'England', 'United Kingdom', 'GB'],
    [52.5163, 13.3777, 'Berlin', 'State of Berlin', 'Germany', 'DE'],
    [35.6595, 139.7005, 'Tokyo', 'Tokyo', 'Japan', 'JP'],
    [-33.8568, 151.2153, 'Sydney', 'New South Wales', 'Australia', 'AU'],
    [-33.9249, 18.4241, 'Cape Town', 'Western Cape', 'South Africa', 'ZA'],
    [27.7172, 85.324, 'Kathmandu', 'Bagmati Province', 'Nepal', 'NP'],
  ] as const) {
    test(`${latitude}, ${longitude} is in ${city}, ${region}, ${country}`, async () => {
      expect(await lookUpPlace({ latitude, longitude })).toEqual({
        city,
        region,
        country,
        countryCode,
      });
    });
  }

  test('has no region in a country without divisions', async () => {
    expect(await lookUpPlace({ latitude: 1.2834, longitude: 103.8607 })).toEqual({
      city: 'Singapore',
      country: 'Singapore',
      countryCode: 'SG',
    });
  });
});

describe('a position near a border is on its own side', () => {
  for (const [latitude, longitude, city, countryCode] of [
    [47.5565, 7.5925, 'Basel', 'CH'],
    [47.5933, 7.6086, 'Weil am Rhein', 'DE'],
    [48.5818, 7.7508, 'Strasbourg', 'FR'],
    [43.0828, -79.0742, 'Niagara Falls', 'CA'],
    [32.5149, -117.0382, 'Tijuana', 'MX'],
    [41.9022, 12.4533, 'Vatican City', 'VA'],
  ] as const) {
    test(`${latitude}, ${longitude} is in ${city}, ${countryCode}`, async () => {
      expect(await lookUpPlace({ latitude, longitude })).toMatchObject({ city, countryCode });
    });
  }
});

describe('a position without a city near', () => {
  for (const [where, latitude, longitude, country, countryCode] of [
    ['in the Sahara', 27, 2, 'Algeria', 'DZ'],
    ['in the Amazon', -5, -63, 'Brazil', 'BR'],
    ['in Fiji, west of the date line', -16.8, 179.99, 'Fiji', 'FJ'],
    ['in Fiji, east of the date line', -16.85, -179.97, 'Fiji', 'FJ'],
    ['in Chukotka, east of the date line', 65.6, -179.9, 'Russia', 'RU'],
  ] as const) {
    test(`has only a country: ${where}`, async () => {
      expect(await lookUpPlace({ latitude, longitude })).toEqual({ country, countryCode });
    });
  }

  for (const [where, latitude, longitude] of [
    ['on the Atlantic', 30, -40],
    ['in the Gulf of Guinea', 0.1, 0.1],
    ['on the ice of Greenland', 72, -40],
    ['at the North Pole', 90, 0],
    ['at the South Pole', -90, 0],
    ['on the date line', 0, 180],
    ['on the other side of the date line', 0, -180],
  ] as const) {
    test(`has no place: ${where}`, async () => {
      expect(await lookUpPlace({ latitude, longitude })).toBeUndefined();
    });
  }
});
