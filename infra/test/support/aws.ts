import type { Deployed, Registered } from './recording.ts';

export const ACCOUNT = '123456789012';

/** The zones of a region, with an unsupported one first if there is any. */
const zones: Readonly<Record<string, { names: string[]; zoneIds: string[] }>> = {
  'us-east-1': {
    names: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    zoneIds: ['use1-az3', 'use1-az1', 'use1-az2'],
  },
  'eu-west-1': {
    names: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    zoneIds: ['euw1-az2', 'euw1-az3', 'euw1-az1'],
  },
};

/** Answers a provider function call of the program. */
export function answer(
  token: string,
  inputs: Readonly<Record<string, unknown>>,
  { region, deployed: { subnets = [] } }: { region: string; deployed: Deployed },
): object {
  switch (token) {
    case 'aws:index/getAvailabilityZones:getAvailabilityZones':
      return { ...zones[region], id: region };
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return {
        accountId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/u`,
        userId: 'u',
        id: ACCOUNT,
      };
    case 'aws:ec2/getManagedPrefixList:getManagedPrefixList':
      return { ...inputs, id: 'pl-cloudfront' };
    case 'aws:ec2/getSubnets:getSubnets':
      return { ids: subnets.map(({ id }) => id), id: region };
    case 'aws:ec2/getSubnet:getSubnet':
      return subnets.find(({ id }) => id === inputs.id)!;
    default:
      throw new Error(`No answer for the provider function ${token}`);
  }
}

/** Returns a resource's outputs: its inputs and the attributes that AWS would add. */
export function outputsOf({ type, name, inputs }: Registered, region: string): object {
  const said = Object.fromEntries(
    ['name', 'url', 'domainName', 'dnsName', 'arnSuffix', 'prefixListId'].map((output) => [
      output,
      inputs[output] ?? `${name}-${output}`,
    ]),
  );
  const named: Readonly<Record<string, object>> = {
    'aws:s3/bucket:Bucket': {
      bucket: `${name}-bucket`,
      arn: `arn:aws:s3:::${name}-bucket`,
      bucketRegionalDomainName: `${name}-bucket.s3.${region}.amazonaws.com`,
    },
    'aws:ec2/launchTemplate:LaunchTemplate': { latestVersion: 1 },
    'aws:imagebuilder/image:Image': {
      outputResources: [{ amis: [{ region, image: 'ami-0123456789abcdef0' }] }],
    },
    'aws:acm/certificate:Certificate': {
      domainValidationOptions: [
        { resourceRecordName: '_x', resourceRecordType: 'CNAME', resourceRecordValue: '_y' },
      ],
    },
    'awsx:ec2:Vpc': {
      vpcId: 'vpc-1',
      privateSubnetIds: ['private-0', 'private-1'],
      publicSubnetIds: ['public-0', 'public-1'],
      isolatedSubnetIds: [],
      routeTables: [],
      routeTableAssociations: ['private-0', 'private-1', 'public-0', 'public-1'].map(
        (subnetId) => ({ subnetId, routeTableId: `routes-of-${subnetId}` }),
      ),
    },
    'random:index/randomPassword:RandomPassword': { result: 'r'.repeat(43) },
    'tls:index/privateKey:PrivateKey': { publicKeyPem: 'public\n', privateKeyPem: 'private\n' },
  };
  const service = type.split(/[:/]/)[1];
  const arn = `arn:aws:${service}:${region}:${ACCOUNT}:${name}`;
  return { arn, ...said, ...inputs, ...named[type] };
}
