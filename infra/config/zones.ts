import * as aws from '@pulumi/aws';
import { problem } from './problem.ts';

/** How many zones a stack stands in: of subnets, of cells, of endpoints. */
export const ZONES = 2;

/**
 * Zones whose subnets CloudFront's VPC origins cannot reach. A zone's id names the same place in
 * every account, its name (`us-east-1a`) does not.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export const LACKING_VPC_ORIGINS = ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'];

/** The names, in this account, of the zones with these ids; of two that VPC origins support. */
export async function zoneNames(
  region: string,
  wanted: readonly string[] | undefined,
): Promise<string[]> {
  // No local zones and no wavelength zones: those have another opt-in status.
  const { names, zoneIds } = await aws.getAvailabilityZones({
    state: 'available',
    filters: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
  });
  const nameOf = new Map(zoneIds.map((id, index) => [id, names[index]!]));
  const ids = wanted ?? zoneIds.filter((id) => !LACKING_VPC_ORIGINS.includes(id)).slice(0, ZONES);
  for (const id of ids) {
    if (!nameOf.has(id)) {
      problem(
        `galeria:zoneIds names ${id}, but ${region} offers this account ${zoneIds.join(', ')}.`,
      );
    }
  }
  if (ids.length < ZONES) {
    problem(
      `${region} has fewer than two zones with VPC origins for this account: take another region.`,
    );
  }
  return ids.map((id) => nameOf.get(id)!);
}
