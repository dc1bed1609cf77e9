import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { allow, overTlsOnly } from '../permissions/grants.ts';
import { policyDocument } from '../permissions/roles.ts';

/** The administrators' permissions on the key, listed instead of a wildcard. */
const ADMINISTRATION = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:PutKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:EnableKeyRotation',
  'kms:UpdateKeyDescription',
  'kms:ListResourceTags',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
  'kms:Decrypt',
  'kms:GenerateDataKey',
];

/**
 * Creates the topic for alarms, encrypted with a customer managed key. CloudWatch may not use the AWS
 * managed key of SNS, and its alarms would be lost silently.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function alarmTopic(
  email: string | undefined,
  opts: pulumi.CustomResourceOptions,
): aws.sns.Topic {
  const account = aws.getCallerIdentityOutput({}, opts.parent && { parent: opts.parent }).accountId;
  const fromHere = { StringEquals: { 'aws:SourceAccount': account } };
  const cloudWatch = { Principal: { Service: 'cloudwatch.amazonaws.com' } };
  const key = new aws.kms.Key(
    'alarms',
    {
      description: 'Alarms on their way from CloudWatch to SNS',
      enableKeyRotation: true,
      // In a key policy, `*` means this key.
      policy: policyDocument([
        {
          ...allow(ADMINISTRATION, ['*']),
          Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        },
        { ...allow(['kms:Decrypt', 'kms:GenerateDataKey'], ['*'], fromHere), ...cloudWatch },
      ]),
    },
    opts,
  );
  const topic = new aws.sns.Topic('alarms', { kmsMasterKeyId: key.id }, opts);
  new aws.sns.TopicPolicy(
    'alarms',
    {
      arn: topic.arn,
      policy: policyDocument([
        { ...allow(['sns:Publish'], [topic.arn], fromHere), ...cloudWatch },
        overTlsOnly(['sns:Publish'], [topic.arn]),
      ]),
    },
    { parent: topic },
  );
  if (email) {
    new aws.sns.TopicSubscription(
      'alarms',
      { topic: topic.arn, protocol: 'email', endpoint: email },
      { parent: topic },
    );
  }
  return topic;
}
