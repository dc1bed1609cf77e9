import type * as pulumi from '@pulumi/pulumi';
import type { CreateResource, EmbeddedCloud } from '../declared-resources.ts';
import { distribution, keyGroup, publicKey } from './cloudfront.ts';
import { table } from './dynamodb.ts';
import { instance, launchTemplate, vpc } from './ec2.ts';
import { eventSourceMapping, lambdaFunction } from './lambda.ts';
import { listenerRule, targetGroupAttachment } from './lb.ts';
import { bucket, bucketNotification, bucketObject, bucketVersioning } from './s3.ts';
import { queue } from './sqs.ts';
import { privateKey } from './tls.ts';

/** The resource types with a local counterpart. */
const creators: Readonly<Record<string, CreateResource>> = {
  'aws:cloudfront/distribution:Distribution': distribution,
  'aws:cloudfront/keyGroup:KeyGroup': keyGroup,
  'aws:cloudfront/publicKey:PublicKey': publicKey,
  'aws:dynamodb/table:Table': table,
  'aws:ec2/instance:Instance': instance,
  'aws:ec2/launchTemplate:LaunchTemplate': launchTemplate,
  'aws:lambda/eventSourceMapping:EventSourceMapping': eventSourceMapping,
  'aws:lambda/function:Function': lambdaFunction,
  'aws:lb/listenerRule:ListenerRule': listenerRule,
  'aws:lb/targetGroupAttachment:TargetGroupAttachment': targetGroupAttachment,
  'aws:s3/bucket:Bucket': bucket,
  'aws:s3/bucketNotification:BucketNotification': bucketNotification,
  'aws:s3/bucketObjectv2:BucketObjectv2': bucketObject,
  'aws:s3/bucketVersioning:BucketVersioning': bucketVersioning,
  'aws:sqs/queue:Queue': queue,
  'awsx:ec2:Vpc': vpc,
  'tls:index/privateKey:PrivateKey': privateKey,
};

/** Creates a resource in an embedded server. A resource without a local counterpart gets only an id. */
export async function createResource(
  cloud: EmbeddedCloud,
  { type, name, inputs }: pulumi.runtime.MockResourceArgs,
): Promise<pulumi.runtime.MockResourceResult> {
  const create = creators[type] ?? placeholder;
  const { id, ...outputs } = await create(cloud, { name, inputs });
  return { id, state: { ...inputs, ...outputs } };
}

const placeholder: CreateResource = async ({ region, accountId }, { name, inputs }) => ({
  id: name,
  name: inputs.name ?? name,
  arn: `arn:aws:local:${region}:${accountId}:${name}`,
});
