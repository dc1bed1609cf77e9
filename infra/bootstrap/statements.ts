import { kinds } from '@galeria/media';
import * as pulumi from '@pulumi/pulumi';
import { allow, type Statement } from '../permissions/grants.ts';
import type { State } from './state.ts';

/** Reading the state. A preview writes its lock, and removes it. */
export const previewStatements = ({ bucket, key }: State): Statement[] => [
  allow(['s3:ListBucket'], [bucket.arn]),
  allow(['s3:GetObject'], [pulumi.interpolate`${bucket.arn}/*`]),
  allow(['s3:PutObject', 's3:DeleteObject'], [pulumi.interpolate`${bucket.arn}/.pulumi/locks/*`]),
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.arn]),
];

/**
 * The services that the program uses, without IAM. Their resources get their names from AWS or Pulumi,
 * so that they cannot be listed before they exist.
 */
export const SERVICES = [
  'acm',
  'cloudfront',
  'cloudwatch',
  'dlm',
  'dynamodb',
  'ec2',
  'elasticloadbalancing',
  'imagebuilder',
  'kms',
  'lambda',
  'logs',
  'route53',
  's3',
  'sns',
  'sqs',
  'wafv2',
];

/** The roles of the program. Pulumi adds a suffix to each name. */
export const ROLES = [
  'bakery',
  'dead-letters',
  'erasures',
  'gate',
  'image-lifecycle',
  'replica',
  'snapshots',
  'uploader',
  ...kinds.map(({ name }) => `${name}-processor`),
];

const ROLE_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy',
];

const PROFILE_ACTIONS = [
  'iam:AddRoleToInstanceProfile',
  'iam:CreateInstanceProfile',
  'iam:DeleteInstanceProfile',
  'iam:RemoveRoleFromInstanceProfile',
  'iam:TagInstanceProfile',
];

/** The resources that a deployment changes: the state, the services of the program, and its roles by name. */
export const deployStatements = ({ bucket }: State, accountId: string): Statement[] => {
  const iam = (kind: string, names: readonly string[]) =>
    names.map((name) => `arn:aws:iam::${accountId}:${kind}/${name}-*`);
  return [
    allow(['s3:PutObject', 's3:DeleteObject'], [pulumi.interpolate`${bucket.arn}/*`]),
    allow(
      SERVICES.map((service) => `${service}:*`),
      ['*'],
    ),
    allow(ROLE_ACTIONS, iam('role', ROLES)),
    allow(PROFILE_ACTIONS, iam('instance-profile', ['bakery', 'uploader'])),
    allow(['iam:CreateServiceLinkedRole'], [`arn:aws:iam::${accountId}:role/aws-service-role/*`]),
    // The bucket with the state keeps its former versions, and its key.
    {
      Effect: 'Deny',
      Action: ['s3:DeleteBucket', 's3:DeleteObjectVersion', 's3:PutBucketVersioning'],
      Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
    },
    {
      Effect: 'Deny',
      Action: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
      Resource: ['*'],
      Condition: { StringEquals: { 'aws:ResourceTag/galeria:state': 'true' } },
    },
  ];
};
