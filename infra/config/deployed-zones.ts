import * as aws from '@pulumi/aws';
import { tags } from './tags.ts';

/**
 * Returns the ids of the two zones of the stack's network, in the order of its settings; undefined
 * before the network exists. AWS's list of zones can change between two runs, so it decides only once.
 */
export async function deployedZoneIds(): Promise<string[] | undefined> {
  const filters = Object.entries(tags).map(([tag, value]) => ({
    name: `tag:${tag}`,
    values: [value],
  }));
  // Undefined where no AWS answers, as on one machine.
  const { ids = [] } = await aws.ec2.getSubnets({ filters });
  const subnets = await Promise.all(ids.map((id) => aws.ec2.getSubnet({ id })));
  // The network's component numbers subnets by zone.
  const inOrder = subnets.toSorted((a, b) => firstAddress(a.cidrBlock) - firstAddress(b.cidrBlock));
  const zones = [...new Set(inOrder.map(({ availabilityZoneId }) => availabilityZoneId))];
  return zones.length === 2 ? zones : undefined;
}

/** Returns the first address of an IPv4 network as a number. */
const firstAddress = (cidrBlock: string): number =>
  cidrBlock
    .replace(/\/.*/, '')
    .split('.')
    .reduce((sum, part) => sum * 256 + Number(part), 0);
