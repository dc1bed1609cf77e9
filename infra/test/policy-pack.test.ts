import { expect, test } from '@jest/globals';
import { rules } from '../policy-pack/rules.ts';

const faultsOf = (type: string, inputs: object): string[] =>
  rules.flatMap(({ name, check }) => check({ type, name: 'x', inputs }).map(() => name));

const policy = (statement: object) => ({
  policy: JSON.stringify({ Statement: [{ Effect: 'Allow', ...statement }] }),
});

test.each([
  ['private-buckets', 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', {}],
  [
    'private-buckets',
    'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
    { rule: { objectOwnership: 'ObjectWriter' } },
  ],
  ['private-buckets', 'aws:s3/bucket:Bucket', { acl: 'public-read' }],
  ['encrypted-at-rest', 'aws:ebs/volume:Volume', {}],
  ['encrypted-at-rest', 'aws:sqs/queue:Queue', {}],
  ['encrypted-at-rest', 'aws:sns/topic:Topic', {}],
  ['recoverable-catalog', 'aws:dynamodb/table:Table', { serverSideEncryption: { enabled: true } }],
  ['finite-logs', 'aws:cloudwatch/logGroup:LogGroup', {}],
  [
    'closed-to-the-internet',
    'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    { cidrIpv6: '::/0' },
  ],
  ['closed-to-the-internet', 'aws:ec2/securityGroup:SecurityGroup', { ingress: [{}] }],
  ['closed-to-the-internet', 'aws:lb/loadBalancer:LoadBalancer', {}],
  [
    'hardened-instances',
    'aws:ec2/launchTemplate:LaunchTemplate',
    { metadataOptions: { httpTokens: 'optional' } },
  ],
  ['hardened-instances', 'aws:ec2/instance:Instance', { keyName: 'mine' }],
  [
    'narrow-policies',
    'aws:iam/rolePolicy:RolePolicy',
    policy({ Action: 's3:*', Resource: 'arn:aws:s3:::b' }),
  ],
  [
    'narrow-policies',
    'aws:iam/rolePolicy:RolePolicy',
    policy({ Action: ['s3:GetObject'], Resource: ['*'] }),
  ],
  [
    'narrow-policies',
    'aws:s3/bucketPolicy:BucketPolicy',
    policy({ Action: 's3:GetObject', Principal: '*', Resource: 'arn:aws:s3:::b/*' }),
  ],
])('the rule %s refuses such a %s', (rule, type, inputs) => {
  expect(faultsOf(type, inputs)).toEqual([rule]);
});
