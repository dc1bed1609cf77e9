import { kinds } from '@galeria/media';
import { expect, test } from '@jest/globals';
import { environmentOf } from '../../cells/user-data.ts';
import { statementsOf } from '../support/policies.ts';
import { ofType, one } from '../support/recording.ts';
import type { Subject } from '../support/subject.ts';

/** Actions that support no resource in a policy. */
const SHELL = [
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];
const TAKES_NO_RESOURCE = ['elasticloadbalancing:DescribeTargetHealth', ...SHELL];

/** An endpoint's policy restricts its principals by a condition: see rules/endpoints.ts. */
const ENDPOINT = 'aws:ec2/vpcEndpoint:VpcEndpoint';

/**
 * Resource types without tags: parts of tagged resources, or types that AWS does not support tags on.
 */
const UNTAGGABLE = [
  'CertificateValidation',
  'KeyGroup',
  'OriginAccessControl',
  'PublicKey',
  'ResponseHeadersPolicy',
  'Dashboard',
  'TableItem',
  'VolumeAttachment',
  'RolePolicy',
  'RolePolicyAttachment',
  'Invocation',
  'TargetGroupAttachment',
  'Record',
  'BucketLifecycleConfiguration',
  'BucketLogging',
  'BucketNotification',
  'BucketReplicationConfig',
  'BucketOwnershipControls',
  'BucketPolicy',
  'BucketPublicAccessBlock',
  'BucketServerSideEncryptionConfiguration',
  'BucketVersioning',
  'WebAclLoggingConfiguration',
  'TopicPolicy',
  'TopicSubscription',
  'QueuePolicy',
];

/** Rules against public, open, unencrypted and untagged resources and disclosed secrets. */
export function safetyRules(subject: Subject): void {
  test('all buckets are private, encrypted and require TLS', () => {
    const buckets = ofType(subject.recorded, 'aws:s3/bucket:Bucket').map(({ name }) => name);
    expect(buckets).toEqual(expect.arrayContaining(['artefacts', 'gallery', 'originals']));
    for (const name of buckets) {
      const block = one(
        subject.recorded,
        'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
        name,
      );
      expect(block.inputs).toMatchObject({
        bucket: `${name}-bucket`,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      const [deny] = statementsOf(one(subject.recorded, 'aws:s3/bucketPolicy:BucketPolicy', name));
      expect(deny).toMatchObject({
        Effect: 'Deny',
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      one(
        subject.recorded,
        'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
        name,
      );
      one(subject.recorded, 'aws:s3/bucketOwnershipControls:BucketOwnershipControls', name);
    }
  });

  test('no policy allows all principals, all actions or all resources', () => {
    const policies = subject.recorded.resources.filter(
      ({ type, inputs }) => inputs.policy !== undefined && type !== ENDPOINT,
    );
    expect(policies.length).toBeGreaterThan(8);
    for (const policy of policies) {
      for (const statement of statementsOf(policy)) {
        if (statement.Effect === 'Deny') continue;
        const actions = [statement.Action].flat();
        expect(actions.filter((action) => action.includes('*'))).toEqual([]);
        expect(statement.Principal).not.toBe('*');
        const anyResource = [statement.Resource].flat().includes('*');
        // A key policy applies to its key only.
        if (anyResource && policy.type !== 'aws:kms/key:Key') {
          expect(TAKES_NO_RESOURCE).toEqual(expect.arrayContaining(actions));
        }
      }
    }
  });

  test('the uploader has only the permissions that it uses', () => {
    const allowed = statementsOf(
      one(subject.recorded, 'aws:iam/rolePolicy:RolePolicy', 'uploader'),
    );
    expect([...new Set(allowed.flatMap(({ Action }) => Action))].sort()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'sqs:SendMessage',
      ...(subject.stack === 'prod' ? SHELL : []),
    ]);
    expect(
      ofType(subject.recorded, 'aws:iam/rolePolicyAttachment:RolePolicyAttachment')
        .filter(({ inputs }) => inputs.role === 'uploader-name')
        .map(({ inputs }) => inputs.policyArn),
    ).toEqual([]);
  });

  test('only functions that no request reaches may delete objects and their versions', () => {
    const erasing = ofType(subject.recorded, 'aws:iam/rolePolicy:RolePolicy')
      .filter((policy) =>
        statementsOf(policy)
          .filter(({ Effect }) => Effect === 'Allow')
          .flatMap(({ Action }) => Action)
          .some((action) => /^s3:(Delete|\*|PutLifecycle|PutBucketVersioning)/.test(action)),
      )
      .map(({ name }) => name);
    const processors = kinds.map(({ name }) => `${name}-processor`);
    expect(erasing.sort()).toEqual(['erasures', ...processors].sort());
    for (const name of processors) {
      const policy = one(subject.recorded, 'aws:iam/rolePolicy:RolePolicy', name);
      for (const { Action, Resource } of statementsOf(policy)) {
        if (![Action].flat().includes('s3:DeleteObject')) continue;
        expect(Resource).toEqual(['arn:aws:s3:::gallery-bucket/r/*']);
      }
    }
    const s3 = ofType(subject.recorded, 'aws:ec2/vpcEndpoint:VpcEndpoint').filter(({ inputs }) =>
      inputs.serviceName.endsWith('.s3'),
    );
    expect(s3.flatMap(statementsOf).flatMap(({ Action }) => Action)).not.toContainEqual(
      expect.stringContaining('s3:Delete'),
    );
  });

  test('a processor can access item rows, but not keys and audit', () => {
    const statements = (name: string) =>
      statementsOf(one(subject.recorded, 'aws:iam/rolePolicy:RolePolicy', name))
        .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('dynamodb:')))
        .map(({ Condition }) => Condition);
    const keys = (pattern: string) => ({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': pattern },
    });
    expect(statements('image-processor')).toEqual([keys('MEDIA#*')]);
    expect(statements('dead-letters')).toEqual([keys('MEDIA#*')]);
    expect(statements('erasures')).toEqual([keys('MEDIA#*'), keys('AUDIT#*')]);
  });

  test('audit entries cannot be deleted, and they expire', () => {
    const uploader = statementsOf(
      one(subject.recorded, 'aws:iam/rolePolicy:RolePolicy', 'uploader'),
    );
    expect(uploader).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: ['dynamodb:DeleteItem'],
        Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'AUDIT#*' } },
      }),
    );
    expect(one(subject.recorded, 'aws:dynamodb/table:Table').inputs.ttl).toEqual({
      attributeName: 'expiresAt',
      enabled: true,
    });
  });

  test('S3 and CloudFront have access for this account and these resources only', () => {
    for (const { name } of kinds) {
      const policy = one(subject.recorded, 'aws:sqs/queuePolicy:QueuePolicy', name);
      expect(statementsOf(policy).filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
        {
          Principal: { Service: 's3.amazonaws.com' },
          Action: ['sqs:SendMessage'],
          Condition: {
            ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::originals-bucket' },
            StringEquals: { 'aws:SourceAccount': '123456789012' },
          },
        },
      ]);
    }
    const gallery = one(subject.recorded, 'aws:s3/bucketPolicy:BucketPolicy', 'gallery');
    expect(statementsOf(gallery).slice(1)).toMatchObject([
      {
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gallery-bucket/r/*',
        Condition: { StringEquals: { 'AWS:SourceArn': expect.stringContaining(':edge') } },
      },
    ]);
    const notification = one(subject.recorded, 'aws:s3/bucketNotification:BucketNotification');
    const policies = kinds.map(
      ({ name }) => one(subject.recorded, 'aws:sqs/queuePolicy:QueuePolicy', name).urn,
    );
    expect(notification.dependencies).toEqual(expect.arrayContaining(policies));
  });

  test('only the edge is open to the internet', () => {
    for (const { name, inputs } of ofType(
      subject.recorded,
      'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    )) {
      expect([name, inputs.cidrIpv4, inputs.cidrIpv6]).toEqual([name, undefined, undefined]);
    }
    const open = ofType(
      subject.recorded,
      'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule',
    ).filter(({ inputs }) => inputs.cidrIpv4);
    expect(open.map(({ name }) => name)).toEqual(['bakery-to-packages']);
    expect(
      ofType(subject.recorded, 'aws:ec2/securityGroup:SecurityGroup').flatMap(
        ({ inputs }) => inputs.ingress ?? [],
      ),
    ).toEqual([]);
    expect(
      one(subject.recorded, 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup').inputs.ingress,
    ).toBeUndefined();
    const balancer = one(subject.recorded, 'aws:lb/loadBalancer:LoadBalancer').inputs;
    expect(balancer).toMatchObject({ internal: true, subnets: ['private-0', 'private-1'] });
    for (const { inputs } of ofType(subject.recorded, 'aws:ec2/instance:Instance')) {
      expect(inputs.subnetId).toMatch(/^private-/);
      expect(inputs.associatePublicIpAddress).toBeUndefined();
      expect(inputs.keyName).toBeUndefined();
    }
  });

  test('cells require IMDSv2, have encrypted volumes, and do not boot from $Latest', () => {
    const { inputs } = one(subject.recorded, 'aws:ec2/launchTemplate:LaunchTemplate');
    expect(inputs.metadataOptions).toMatchObject({
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
    });
    expect(inputs.blockDeviceMappings).toMatchObject([{ ebs: { encrypted: 'true' } }]);
    for (const { inputs } of ofType(subject.recorded, 'aws:ec2/instance:Instance')) {
      expect(inputs.launchTemplate.version).toMatch(/^\d+$/);
      expect(inputs.userDataReplaceOnChange).toBe(true);
    }
    const bakery = one(
      subject.recorded,
      'aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration',
    );
    expect(bakery.inputs).toMatchObject({
      instanceMetadataOptions: { httpTokens: 'required' },
      subnetId: 'public-0',
    });
    expect(bakery.inputs.keyPair).toBeUndefined();
  });

  test("a cell's user data contains all settings and no secret", () => {
    const instance = one(subject.recorded, 'aws:ec2/instance:Instance', 'cell-a').inputs;
    expect(environmentOf(instance.userData)).toMatchObject({
      GALERIA_CELL: 'a',
      GALERIA_DATA_DIR: '/var/lib/galeria',
      GALERIA_SPOOL_DIR: '/var/lib/galeria',
      GALERIA_AUDIT_ADDRESS: 'full',
      GALERIA_AUDIT_DAYS: '365',
      GALERIA_AUDIT_FORGETS_NAMES: 'false',
      GALERIA_QUEUES: JSON.stringify(
        Object.fromEntries(kinds.map(({ name }) => [name, `${name}-url`])),
      ),
      GALERIA_ERASURES: 'erasures-url',
      GALERIA_SIGNING_KEY: expect.stringMatching(
        /^s3:\/\/artefacts-bucket\/signing\/(current|next)\.pem$/,
      ),
    });
    expect(instance.userData).not.toContain('private\n');
    expect(instance.userData).not.toContain('gal_');
  });

  test('the first key is stored as a hash, and its token is a secret output', () => {
    const item = JSON.parse(one(subject.recorded, 'aws:dynamodb/tableItem:TableItem').inputs.item);
    expect(item.sk.S).toBe(`KEY#${item.hash.S}`);
    expect(item.hash.S).toMatch(/^[0-9a-f]{64}$/);
    // The signature of a secret in Pulumi's wire format.
    expect(subject.recorded.outputs.firstKey).toHaveProperty(
      '4dabf18193072939515e22adb298388d',
      '1b47061264138c4ac30d75fd1eb44270',
    );
  });

  test('every taggable resource has the tags of project and stack', () => {
    const untagged = subject.recorded.resources
      .filter(({ type }) => type.startsWith('aws:'))
      .filter(({ type }) => !UNTAGGABLE.includes(type.split(':').at(-1)!))
      .filter(({ inputs }) => inputs.tags?.['galeria:stack'] !== subject.stack);
    expect(untagged.map(({ urn }) => urn)).toEqual([]);
  });
}
