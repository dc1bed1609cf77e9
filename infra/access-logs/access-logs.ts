import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from '../config/config.ts';
import { stackName } from '../config/tags.ts';
import { bucketPolicy, privateBucket } from '../data/buckets.ts';
import { cloudFrontRegion } from '../edge/domain.ts';
import { allow, type Statement } from '../permissions/grants.ts';

/** The folder of each source of logs. */
const FOLDERS = { buckets: 'buckets', balancer: 'balancer', network: 'network', edge: 'edge' };

/**
 * One bucket for the access logs of S3, load balancer, CloudFront and the network. They contain
 * addresses of senders and viewers, and expire with all other logs.
 */
export class AccessLogs extends pulumi.ComponentResource {
  private readonly bucket: aws.s3.Bucket;
  private readonly policy: aws.s3.BucketPolicy;

  constructor(
    name: string,
    { region, protect, logRetentionDays }: GaleriaConfig,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:AccessLogs', name, {}, opts);
    const expiry = { id: 'expiry', status: 'Enabled', filter: {} };
    this.bucket = privateBucket(
      name,
      {
        protect: false,
        forceDestroy: !protect,
        rules: [{ ...expiry, expiration: { days: logRetentionDays } }],
      },
      { parent: this },
    );
    const account = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
    this.policy = bucketPolicy(name, this.bucket, this.writers(region, account));
    this.registerOutputs({});
  }

  /** The services that may write, each to its folder and for this account. */
  private writers(region: string, account: pulumi.Output<string>): Statement[] {
    const { arn } = this.bucket;
    const writes = (service: string, folder: string, from: pulumi.Input<string>[]): Statement => ({
      ...allow(['s3:PutObject'], [pulumi.interpolate`${arn}/${folder}/*`], {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': from },
      }),
      Principal: { Service: service },
    });
    const deliveries = [region, cloudFrontRegion.region].map(
      (at) => pulumi.interpolate`arn:aws:logs:${at}:${account}:*`,
    );
    const delivery = 'delivery.logs.amazonaws.com';
    return [
      writes('logging.s3.amazonaws.com', FOLDERS.buckets, ['arn:aws:s3:::*']),
      writes('logdelivery.elasticloadbalancing.amazonaws.com', FOLDERS.balancer, [
        pulumi.interpolate`arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/*`,
      ]),
      writes(delivery, FOLDERS.network, deliveries),
      writes(delivery, FOLDERS.edge, deliveries),
      {
        ...allow(['s3:GetBucketAcl'], [arn], { StringEquals: { 'aws:SourceAccount': account } }),
        Principal: { Service: delivery },
      },
    ];
  }

  /** The setting of a load balancer, which tests whether it may write. */
  get balancerLogs(): aws.types.input.lb.LoadBalancerAccessLogs {
    // The name from the policy, so that the policy exists first.
    return { bucket: this.policy.bucket, prefix: FOLDERS.balancer, enabled: true };
  }

  logBucket(name: string, bucket: aws.s3.Bucket): void {
    new aws.s3.BucketLogging(
      name,
      {
        bucket: bucket.bucket,
        targetBucket: this.policy.bucket,
        targetPrefix: `${FOLDERS.buckets}/${name}/`,
      },
      { parent: this },
    );
  }

  logNetwork(vpcId: pulumi.Input<string>): void {
    new aws.ec2.FlowLog(
      'network',
      {
        vpcId,
        trafficType: 'ALL',
        logDestinationType: 's3',
        logDestination: pulumi.interpolate`${this.bucket.arn}/${FOLDERS.network}/`,
      },
      { parent: this, dependsOn: this.policy },
    );
  }

  /** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html */
  logEdge({ arn }: aws.cloudfront.Distribution): void {
    const source = new aws.cloudwatch.LogDeliverySource(
      'edge',
      { ...cloudFrontRegion, name: `${stackName}-edge`, logType: 'ACCESS_LOGS', resourceArn: arn },
      { parent: this },
    );
    const destination = new aws.cloudwatch.LogDeliveryDestination(
      'edge',
      {
        ...cloudFrontRegion,
        name: `${stackName}-edge`,
        outputFormat: 'json',
        deliveryDestinationConfiguration: {
          destinationResourceArn: pulumi.interpolate`${this.bucket.arn}/${FOLDERS.edge}`,
        },
      },
      { parent: this, dependsOn: this.policy },
    );
    new aws.cloudwatch.LogDelivery(
      'edge',
      {
        ...cloudFrontRegion,
        deliverySourceName: source.name,
        deliveryDestinationArn: destination.arn,
      },
      { parent: this },
    );
  }
}
