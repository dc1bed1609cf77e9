import { kinds } from '@galeria/media';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { environmentOf } from '../user-data.ts';
import { graphOf } from './support/graph.ts';
import { statementsOf } from './support/policies.ts';
import { ofType, one, PATIENCE_MS, type Recording, record } from './support/recording.ts';
import { variants } from './support/variants.ts';

/** Actions that AWS lets no policy narrow to a resource. */
const TAKES_NO_RESOURCE = ['elasticloadbalancing:DescribeTargetHealth'];

/** A test runs the program with whatever is built. */
const BUILD = /is not built yet|is not of the newest build/;

/** What cannot carry tags is told by `tagsAll` missing from the provider's class. */
const TAGS = (stack: string) => ({ 'galeria:project': 'galeria', 'galeria:stack': stack });

const recordings = new Map(
  Object.entries(variants).map(([name, { stack, config }]) => [name, record(stack, config)]),
);

describe.each(Object.entries(variants))('%s', (name, { stack, config }) => {
  let recorded: Recording;
  const all = (type: string) => ofType(recorded, type);

  beforeAll(async () => {
    recorded = await recordings.get(name)!;
    expect(recorded.messages.filter((message) => !BUILD.test(message))).toEqual([]);
    expect(recorded.exitCode).toBe(0);
  }, PATIENCE_MS);

  test('no bucket is public, and none is read without TLS or kept unencrypted', () => {
    const buckets = all('aws:s3/bucket:Bucket').map(({ name }) => name);
    expect(buckets.sort()).toEqual(['artefacts', 'gallery', 'originals']);
    for (const name of buckets) {
      const block = one(recorded, 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', name);
      expect(block.inputs).toEqual({
        bucket: `${name}-bucket`,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      const [deny] = statementsOf(one(recorded, 'aws:s3/bucketPolicy:BucketPolicy', name));
      expect(deny).toMatchObject({
        Effect: 'Deny',
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      one(
        recorded,
        'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
        name,
      );
      one(recorded, 'aws:s3/bucketOwnershipControls:BucketOwnershipControls', name);
    }
  });

  test('no policy allows everybody, every action, or every resource', () => {
    const policies = recorded.resources.filter(({ inputs }) => inputs.policy !== undefined);
    expect(policies.length).toBeGreaterThan(8);
    for (const policy of policies) {
      for (const statement of statementsOf(policy)) {
        if (statement.Effect === 'Deny') continue;
        const actions = [statement.Action].flat();
        expect(actions.filter((action) => action.includes('*'))).toEqual([]);
        expect(statement.Principal).not.toBe('*');
        const anyResource = [statement.Resource].flat().includes('*');
        // A key's own policy speaks of that key alone.
        if (anyResource && policy.type !== 'aws:kms/key:Key') {
          expect(TAKES_NO_RESOURCE).toEqual(expect.arrayContaining(actions));
        }
      }
    }
  });

  test('the uploader may do just what it calls', () => {
    const allowed = statementsOf(one(recorded, 'aws:iam/rolePolicy:RolePolicy', 'uploader'));
    expect([...new Set(allowed.flatMap(({ Action }) => Action))].sort()).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      's3:AbortMultipartUpload',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:GetObject',
      's3:ListBucket',
      's3:ListBucketVersions',
      's3:PutObject',
      'sqs:SendMessage',
    ]);
  });

  test('S3 and CloudFront are let in for this account and these resources alone', () => {
    for (const policy of all('aws:sqs/queuePolicy:QueuePolicy')) {
      expect(statementsOf(policy)).toMatchObject([
        {
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Condition: {
            ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::originals-bucket' },
            StringEquals: { 'aws:SourceAccount': '123456789012' },
          },
        },
      ]);
    }
    const gallery = one(recorded, 'aws:s3/bucketPolicy:BucketPolicy', 'gallery');
    expect(statementsOf(gallery).slice(1)).toMatchObject([
      {
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gallery-bucket/r/*',
        Condition: { StringEquals: { 'AWS:SourceArn': expect.stringContaining(':edge') } },
      },
    ]);
    const notification = one(recorded, 'aws:s3/bucketNotification:BucketNotification');
    const policies = all('aws:sqs/queuePolicy:QueuePolicy').map(({ urn }) => urn);
    expect(notification.dependencies).toEqual(expect.arrayContaining(policies));
  });

  test('nothing is open to the internet but the edge', () => {
    for (const { name, inputs } of all(
      'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    )) {
      expect([name, inputs.cidrIpv4, inputs.cidrIpv6]).toEqual([name, undefined, undefined]);
    }
    const open = all('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule').filter(
      ({ inputs }) => inputs.cidrIpv4,
    );
    expect(open.map(({ name }) => name)).toEqual(['bakery-to-packages']);
    expect(
      all('aws:ec2/securityGroup:SecurityGroup').flatMap(({ inputs }) => inputs.ingress ?? []),
    ).toEqual([]);
    expect(
      one(recorded, 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup').inputs.ingress,
    ).toBeUndefined();
    const balancer = one(recorded, 'aws:lb/loadBalancer:LoadBalancer').inputs;
    expect(balancer).toMatchObject({ internal: true, subnets: ['private-0', 'private-1'] });
    for (const { inputs } of all('aws:ec2/instance:Instance')) {
      expect(inputs.subnetId).toMatch(/^private-/);
      expect(inputs.associatePublicIpAddress).toBeUndefined();
      expect(inputs.keyName).toBeUndefined();
    }
  });

  test('the network takes two zones with VPC origins, no NAT, and endpoints of its own', () => {
    const { inputs } = one(recorded, 'awsx:ec2:Vpc');
    expect(inputs).toMatchObject({
      natGateways: { strategy: 'None' },
      enableDnsHostnames: true,
      subnetStrategy: 'Auto',
      tags: TAGS(stack),
    });
    const region = 'aws:region' in config ? config['aws:region'] : 'us-east-1';
    // us-east-1a is use1-az3 here, which VPC origins lack.
    const expected = region === 'us-east-1' ? ['b', 'c'] : ['a', 'b'];
    expect(inputs.availabilityZoneNames).toEqual(expected.map((zone) => region + zone));
    const endpoints = all('aws:ec2/vpcEndpoint:VpcEndpoint').map(({ inputs }) => [
      inputs.serviceName,
      inputs.vpcEndpointType,
    ]);
    expect(endpoints).toEqual(
      expect.arrayContaining([
        [`com.amazonaws.${region}.sqs`, 'Interface'],
        [`com.amazonaws.${region}.s3`, 'Gateway'],
        [`com.amazonaws.${region}.dynamodb`, 'Gateway'],
      ]),
    );
  });

  test('cells boot with IMDSv2 alone, encrypted, and never from $Latest', () => {
    const { inputs } = one(recorded, 'aws:ec2/launchTemplate:LaunchTemplate');
    expect(inputs.metadataOptions).toMatchObject({
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
    });
    expect(inputs.blockDeviceMappings).toMatchObject([{ ebs: { encrypted: 'true' } }]);
    for (const { inputs } of all('aws:ec2/instance:Instance')) {
      expect(inputs.launchTemplate.version).toMatch(/^\d+$/);
      expect(inputs.userDataReplaceOnChange).toBe(true);
    }
    const bakery = one(
      recorded,
      'aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration',
    );
    expect(bakery.inputs).toMatchObject({
      instanceMetadataOptions: { httpTokens: 'required' },
      subnetId: 'public-0',
    });
    expect(bakery.inputs.keyPair).toBeUndefined();
  });

  test('a volume outlives everything, and carries the tag of its snapshots', () => {
    for (const { inputs, ...options } of all('aws:ebs/volume:Volume')) {
      expect(inputs).toMatchObject({ encrypted: true, finalSnapshot: true });
      expect(options).toMatchObject({
        retainOnDelete: true,
        ignoreChanges: ['snapshotId', 'availabilityZone'],
      });
      const { policyDetails } = one(recorded, 'aws:dlm/lifecyclePolicy:LifecyclePolicy').inputs;
      expect(inputs.tags).toMatchObject(policyDetails.targetTags);
    }
    for (const { inputs, ...options } of all('aws:ec2/volumeAttachment:VolumeAttachment')) {
      expect(inputs.stopInstanceBeforeDetaching).toBe(true);
      expect(options.deleteBeforeReplace).toBe(true);
    }
  });

  test('images are kept when the program lets go of them', () => {
    for (const type of ['imageRecipe:ImageRecipe', 'image:Image']) {
      expect(one(recorded, `aws:imagebuilder/${type}`).retainOnDelete).toBe(true);
    }
    const component = one(recorded, 'aws:imagebuilder/component:Component').inputs;
    expect(component.skipDestroy).toBe(true);
    expect(component.version).toMatch(/^1\.0\.\d+$/);
    const recipe = one(recorded, 'aws:imagebuilder/imageRecipe:ImageRecipe').inputs;
    expect(recipe.version).toBe(component.version);
  });

  test('what holds data is protected in prod, and in dev can go', () => {
    const protect = stack === 'prod';
    expect(one(recorded, 'aws:dynamodb/table:Table')).toMatchObject({
      protect,
      inputs: {
        deletionProtectionEnabled: protect,
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true },
        ttl: { enabled: true },
      },
    });
    expect(one(recorded, 'aws:s3/bucket:Bucket', 'originals').protect).toBe(protect);
    expect(one(recorded, 'aws:ebs/volume:Volume', 'cell-a').protect).toBe(protect);
    for (const { inputs } of all('aws:s3/bucket:Bucket'))
      expect(inputs.forceDestroy).toBeUndefined();
  });

  test('every kind has a queue with a dead-letter queue, a function, and six timeouts of patience', () => {
    for (const { name, processor } of kinds) {
      const dead = one(recorded, 'aws:sqs/queue:Queue', `${name}-dead`);
      const work = one(recorded, 'aws:sqs/queue:Queue', name);
      expect(work.inputs.visibilityTimeoutSeconds).toBe(6 * processor.timeoutSeconds);
      expect(JSON.parse(work.inputs.redrivePolicy).deadLetterTargetArn).toContain(`:${dead.name}`);
      expect(dead.inputs.messageRetentionSeconds).toBe(14 * 24 * 60 * 60);
      const fn = one(recorded, 'aws:lambda/function:Function', `${name}-processor`).inputs;
      expect(fn).toMatchObject({
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        timeout: processor.timeoutSeconds,
        memorySize: processor.memoryMiB,
      });
      expect(fn.reservedConcurrentExecutions).toBeUndefined();
      expect(fn.vpcConfig).toBeUndefined();
      expect(
        one(recorded, 'aws:lambda/eventSourceMapping:EventSourceMapping', name).inputs,
      ).toMatchObject({
        functionResponseTypes: ['ReportBatchItemFailures'],
        scalingConfig: { maximumConcurrency: processor.maximumConcurrency },
      });
      const marked = one(recorded, 'aws:lambda/eventSourceMapping:EventSourceMapping', dead.name);
      expect(marked.inputs.functionName).toBe('dead-letters-name');
    }
    for (const { inputs } of all('aws:sqs/queue:Queue')) {
      expect(inputs.sqsManagedSseEnabled).toBe(true);
    }
  });

  test('every function writes to a log group that forgets', () => {
    const groups = all('aws:cloudwatch/logGroup:LogGroup');
    for (const { name, inputs } of groups) {
      expect([name, inputs.retentionInDays]).toEqual([name, expect.any(Number)]);
    }
    for (const { inputs } of all('aws:lambda/function:Function')) {
      expect(groups.map(({ name }) => `${name}-name`)).toContain(inputs.loggingConfig.logGroup);
    }
  });

  test('the edge gives renditions to signed cookies, and everything else to the cells', () => {
    const { inputs } = one(recorded, 'aws:cloudfront/distribution:Distribution');
    expect(inputs.httpVersion).toBe('http2and3');
    expect(inputs.defaultCacheBehavior).toMatchObject({
      targetOriginId: 'cells',
      cachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      allowedMethods: expect.arrayContaining(['PATCH', 'PUT', 'POST', 'DELETE']),
    });
    expect(inputs.orderedCacheBehaviors).toMatchObject([
      { pathPattern: '/r/*', targetOriginId: 'gallery', trustedKeyGroups: ['gallery-id'] },
    ]);
    expect(inputs.origins[0].vpcOriginConfig.originReadTimeout).toBe(120);
    const origin = one(recorded, 'aws:cloudfront/vpcOrigin:VpcOrigin');
    expect(origin.ignoreChanges).toContain('tags');
    expect(origin.replaceOnChanges).toEqual(['vpcOriginEndpointConfig']);
    expect(origin.inputs.vpcOriginEndpointConfig.name).toBe('cells-name');
  });

  test('a cell knows by its user data all that it needs, and nothing secret', () => {
    const instance = one(recorded, 'aws:ec2/instance:Instance', 'cell-a').inputs;
    expect(environmentOf(instance.userData)).toMatchObject({
      GALERIA_CELL: 'a',
      GALERIA_SPOOL_DIR: '/var/lib/galeria',
      GALERIA_QUEUES: '{"image":"image-url"}',
      GALERIA_SIGNING_KEY: 's3://artefacts-bucket/signing/current.pem',
    });
    expect(instance.userData).not.toContain('private\n');
    expect(instance.userData).not.toContain('gal_');
  });

  test('the first key is seeded by its hash, and its token is a secret', () => {
    const item = JSON.parse(one(recorded, 'aws:dynamodb/tableItem:TableItem').inputs.item);
    expect(item.sk.S).toBe(`KEY#${item.hash.S}`);
    expect(item.hash.S).toMatch(/^[0-9a-f]{64}$/);
    // The signature of a secret in Pulumi's wire format.
    expect(recorded.outputs.firstKey).toHaveProperty(
      '4dabf18193072939515e22adb298388d',
      '1b47061264138c4ac30d75fd1eb44270',
    );
  });

  test('everything that can carry tags carries the project and the stack', () => {
    const untagged = recorded.resources
      .filter(({ type }) => type.startsWith('aws:') && TAGGABLE.test(type))
      .filter(({ inputs }) => inputs.tags?.['galeria:stack'] !== stack);
    expect(untagged.map(({ urn }) => urn)).toEqual([]);
  });

  test('alarms reach a topic whose key CloudWatch may use', () => {
    const topic = one(recorded, 'aws:sns/topic:Topic');
    expect(topic.inputs.kmsMasterKeyId).toBe('alarms-id');
    const key = statementsOf(one(recorded, 'aws:kms/key:Key'));
    expect(key).toContainEqual(
      expect.objectContaining({ Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
    const alarms = all('aws:cloudwatch/metricAlarm:MetricAlarm');
    for (const { inputs } of alarms)
      expect(inputs.alarmActions).toEqual([expect.stringContaining(':alarms')]);
    expect(alarms.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'image-dead',
        'image-oldest',
        'image-errors',
        'image-throttles',
        'cells-5xx',
        'cells-unhealthy',
      ]),
    );
  });

  test('its graph is this', () => {
    expect(graphOf(recorded)).toMatchSnapshot();
  });
});

/** Types that a test has seen tagged: what is new is looked at here once. */
const TAGGABLE =
  /:(Bucket|Table|Queue|Role|InstanceProfile|Function|EventSourceMapping|LogGroup|SecurityGroup|DefaultSecurityGroup|SecurityGroup(In|E)gressRule|VpcEndpoint|LoadBalancer|TargetGroup|Listener|ListenerRule|LaunchTemplate|Instance|Volume|Component|ImageRecipe|Image|InfrastructureConfiguration|DistributionConfiguration|LifecyclePolicy|VpcOrigin|Distribution|Key|Topic|MetricAlarm|WebAcl|Certificate|BucketObjectv2)$/;
