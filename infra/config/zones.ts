import * as aws from '@pulumi/aws';
import { deployedZoneIds } from './deployed-zones.ts';
import { problem } from './problem.ts';

/** The number of zones of a stack. */
export const ZONES = 2;

/**
 * Zones that CloudFront's VPC origins do not support. A zone id is the same in every account, a zone
 * name (`us-east-1a`) is not.
 *
 * @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export const LACKING_VPC_ORIGINS = ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'];

/**
 * Returns the names in this account of the stack's zones: those of its network, or before the first
 * `up` those with the given ids or two that support VPC origins. A stack never moves to other zones, as
 * its volumes cannot.
 */
export async function zoneNames(
  region: string,
  wanted: readonly string[] | undefined,
): Promise<readonly [string, string]> {
  // Without Local Zones and Wavelength Zones, which have another opt-in status.
  const { names, zoneIds } = await aws.getAvailabilityZones({
    state: 'available',
    filters: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
  });
  const deployed = await deployedZoneIds();
  if (wanted && deployed && wanted.join() !== deployed.join()) {
    problem(
      `galeria:zoneIds names ${wanted.join(', ')}, but the network of this stack is in ${deployed.join(', ')}, and its volumes cannot move. Remove zoneIds, or create another stack.`,
    );
  }
  const ids =
    wanted ?? deployed ?? zoneIds.filter((id) => !LACKING_VPC_ORIGINS.includes(id)).slice(0, ZONES);
  const nameOf = (id: string): string =>
    names[zoneIds.indexOf(id)] ??
    problem(
      `galeria:zoneIds names ${id}, but ${region} offers this account ${zoneIds.join(', ')}. Choose two of them.`,
    );
  const [first, second] = ids.map(nameOf);
  if (first === undefined || second === undefined) {
    return problem(
      `${region} has fewer than two zones with VPC origins for this account. Choose another region.`,
    );
  }
  return [first, second];
}
