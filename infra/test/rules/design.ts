import { readFileSync } from 'node:fs';
import { kinds } from '@galeria/media';
import { expect, test } from '@jest/globals';
import { environmentOf } from '../../cells/user-data.ts';
import { statementsOf } from '../support/policies.ts';
import { ofType, one } from '../support/recording.ts';
import { type Subject, tagsOf } from '../support/subject.ts';

const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');

/** Rules of the design that are visible in the registered resources. */
export function designRules(subject: Subject): void {
  test('the network has two zones with VPC origins, no NAT, and VPC endpoints', () => {
    const { inputs } = one(subject.recorded, 'awsx:ec2:Vpc');
    expect(inputs).toMatchObject({
      natGateways: { strategy: 'None' },
      enableDnsHostnames: true,
      subnetStrategy: 'Auto',
      tags: tagsOf(subject),
    });
    const region = subject.region;
    // us-east-1a is use1-az3 here, which does not support VPC origins.
    const expected = region === 'us-east-1' ? ['b', 'c'] : ['a', 'b'];
    expect(inputs.availabilityZoneNames).toEqual(expected.map((zone) => region + zone));
    const endpoints = ofType(subject.recorded, 'aws:ec2/vpcEndpoint:VpcEndpoint').map(
      ({ inputs }) => [inputs.serviceName, inputs.vpcEndpointType],
    );
    expect(endpoints).toEqual(
      expect.arrayContaining([
        [`com.amazonaws.${region}.sqs`, 'Interface'],
        [`com.amazonaws.${region}.s3`, 'Gateway'],
        [`com.amazonaws.${region}.dynamodb`, 'Gateway'],
      ]),
    );
  });

  test('a volume outlives its cell and has the tag for snapshots until it is draining', () => {
    for (const { inputs, ...options } of ofType(subject.recorded, 'aws:ebs/volume:Volume')) {
      expect(inputs).toMatchObject({ encrypted: true, finalSnapshot: true });
      expect(options).toMatchObject({
        retainOnDelete: true,
        ignoreChanges: ['snapshotId', 'availabilityZone'],
      });
      const { policyDetails } = one(
        subject.recorded,
        'aws:dlm/lifecyclePolicy:LifecyclePolicy',
      ).inputs;
      const draining = subject.draining.includes(inputs.tags['galeria:cell']);
      expect(Object.keys(policyDetails.targetTags).filter((tag) => tag in inputs.tags)).toEqual(
        draining ? [] : Object.keys(policyDetails.targetTags),
      );
    }
    for (const { inputs, ...options } of ofType(
      subject.recorded,
      'aws:ec2/volumeAttachment:VolumeAttachment',
    )) {
      expect(inputs.stopInstanceBeforeDetaching).toBe(true);
      expect(options.deleteBeforeReplace).toBe(true);
    }
  });

  test('images are retained on deletion', () => {
    for (const type of ['imageRecipe:ImageRecipe', 'image:Image']) {
      expect(one(subject.recorded, `aws:imagebuilder/${type}`).retainOnDelete).toBe(true);
    }
    const component = one(subject.recorded, 'aws:imagebuilder/component:Component').inputs;
    expect(component.skipDestroy).toBe(true);
    expect(component.version).toMatch(/^1\.0\.\d+$/);
    const recipe = one(subject.recorded, 'aws:imagebuilder/imageRecipe:ImageRecipe').inputs;
    expect(recipe.version).toBe(component.version);
  });

  test('resources with data are protected in prod and deletable in dev', () => {
    const protect = subject.stack === 'prod';
    expect(one(subject.recorded, 'aws:dynamodb/table:Table')).toMatchObject({
      protect,
      inputs: {
        deletionProtectionEnabled: protect,
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true },
        ttl: { enabled: true },
      },
    });
    expect(one(subject.recorded, 'aws:s3/bucket:Bucket', 'originals').protect).toBe(protect);
    expect(one(subject.recorded, 'aws:ebs/volume:Volume', 'cell-a').protect).toBe(protect);
    for (const { name, inputs } of ofType(subject.recorded, 'aws:s3/bucket:Bucket')) {
      const deletable = ['artefacts', 'access-logs'].includes(name) && !protect;
      expect([name, inputs.forceDestroy]).toEqual([name, deletable ? true : undefined]);
    }
  });

  test('every kind has a queue with a dead-letter queue, a function, and a visibility timeout of six function timeouts', () => {
    for (const { name, processor } of kinds) {
      const dead = one(subject.recorded, 'aws:sqs/queue:Queue', `${name}-dead`);
      const work = one(subject.recorded, 'aws:sqs/queue:Queue', name);
      expect(work.inputs.visibilityTimeoutSeconds).toBe(6 * processor.timeoutSeconds);
      expect(JSON.parse(work.inputs.redrivePolicy).deadLetterTargetArn).toContain(`:${dead.name}`);
      expect(dead.inputs.messageRetentionSeconds).toBe(14 * 24 * 60 * 60);
      const fn = one(subject.recorded, 'aws:lambda/function:Function', `${name}-processor`).inputs;
      expect(fn).toMatchObject({
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        timeout: processor.timeoutSeconds,
        memorySize: processor.memoryMiB,
      });
      expect(fn.reservedConcurrentExecutions).toBeUndefined();
      expect(fn.vpcConfig).toBeUndefined();
      expect(
        one(subject.recorded, 'aws:lambda/eventSourceMapping:EventSourceMapping', name).inputs,
      ).toMatchObject({
        functionResponseTypes: ['ReportBatchItemFailures'],
        scalingConfig: { maximumConcurrency: processor.maximumConcurrency },
      });
      const marked = one(
        subject.recorded,
        'aws:lambda/eventSourceMapping:EventSourceMapping',
        dead.name,
      );
      expect(marked.inputs.functionName).toBe('dead-letters-name');
    }
    for (const { inputs } of ofType(subject.recorded, 'aws:sqs/queue:Queue')) {
      expect(inputs.sqsManagedSseEnabled).toBe(true);
    }
  });

  test('deletions have a queue with a dead-letter queue, an alarm and a function', () => {
    const work = one(subject.recorded, 'aws:sqs/queue:Queue', 'erasures');
    expect(JSON.parse(work.inputs.redrivePolicy)).toMatchObject({ maxReceiveCount: 10 });
    const { inputs } = one(subject.recorded, 'aws:lambda/function:Function', 'erasures');
    expect(work.inputs.visibilityTimeoutSeconds).toBe(6 * inputs.timeout);
    const mapping = 'aws:lambda/eventSourceMapping:EventSourceMapping';
    expect(one(subject.recorded, mapping, 'erasures').inputs).toMatchObject({
      functionName: 'erasures-name',
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
    const alarm = one(
      subject.recorded,
      'aws:cloudwatch/metricAlarm:MetricAlarm',
      'erasures-dead',
    ).inputs;
    expect(alarm).toMatchObject({
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: 'erasures-dead-name' },
      threshold: 0,
    });
  });

  test('every function writes to a log group with a retention period', () => {
    const groups = ofType(subject.recorded, 'aws:cloudwatch/logGroup:LogGroup');
    for (const { name, inputs } of groups) {
      expect([name, inputs.retentionInDays]).toEqual([name, expect.any(Number)]);
    }
    for (const { inputs } of ofType(subject.recorded, 'aws:lambda/function:Function')) {
      expect(groups.map(({ name }) => `${name}-name`)).toContain(inputs.loggingConfig.logGroup);
    }
  });

  test('the edge serves renditions by signed URL and forwards everything else to the cells', () => {
    const { inputs } = one(subject.recorded, 'aws:cloudfront/distribution:Distribution');
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
    const origin = one(subject.recorded, 'aws:cloudfront/vpcOrigin:VpcOrigin');
    expect(origin.ignoreChanges).toContain('tags');
    expect(origin.replaceOnChanges).toEqual(['vpcOriginEndpointConfig']);
    expect(origin.inputs.vpcOriginEndpointConfig.name).toMatch(/^cells-name(-https)?$/);
  });

  test('alarms go to a topic with a key that CloudWatch may use', () => {
    const topic = one(subject.recorded, 'aws:sns/topic:Topic');
    expect(topic.inputs.kmsMasterKeyId).toBe('alarms-id');
    const key = statementsOf(one(subject.recorded, 'aws:kms/key:Key'));
    expect(key).toContainEqual(
      expect.objectContaining({ Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
    const alarms = ofType(subject.recorded, 'aws:cloudwatch/metricAlarm:MetricAlarm');
    for (const { inputs } of alarms)
      expect(inputs.alarmActions).toEqual([expect.stringContaining(':alarms')]);
    expect(alarms.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'image-dead',
        'image-oldest',
        'image-errors',
        'image-throttles',
        'cells-5xx',
        'cells-healthy',
        'cells-unhealthy',
      ]),
    );
    const withMetrics = subject.stack === 'prod';
    const cells = ofType(subject.recorded, 'aws:ec2/instance:Instance').map(({ name }) => name);
    expect(alarms.map(({ name }) => name).filter((name) => name.endsWith('-ready'))).toEqual(
      withMetrics ? cells.map((name) => `${name}-ready`) : [],
    );
    const silent = alarms.filter(({ inputs }) => inputs.treatMissingData === 'breaching');
    expect(silent.map(({ name }) => name).sort()).toEqual(
      ['cells-healthy', ...(withMetrics ? cells.map((name) => `${name}-ready`) : [])].sort(),
    );
    for (const { inputs } of silent) {
      expect(inputs).toMatchObject({ comparisonOperator: 'LessThanThreshold', threshold: 1 });
    }
  });

  test('the description of each alarm links to a section of the runbook', () => {
    for (const { name, inputs } of ofType(
      subject.recorded,
      'aws:cloudwatch/metricAlarm:MetricAlarm',
    )) {
      const [, anchor] = /docs\/runbook\.md#([a-z0-9-]+)$/.exec(inputs.alarmDescription) ?? [];
      expect([name, runbook]).toEqual([name, expect.stringContaining(`\n## \`${anchor}\`\n`)]);
    }
  });

  test('the dashboard has the files of each spool', () => {
    const { inputs } = one(subject.recorded, 'aws:cloudwatch/dashboard:Dashboard');
    const body = JSON.parse(inputs.dashboardBody);
    const series = body.widgets.flatMap(
      ({ properties }: { properties: { metrics: unknown[] } }) => properties.metrics,
    );
    for (const { inputs } of ofType(subject.recorded, 'aws:ec2/instance:Instance')) {
      const cell = inputs.tags['galeria:cell'];
      const stack = `galeria-${subject.stack}`;
      expect(series).toContainEqual([
        ...['Galeria', 'SpoolFiles', 'Stack', stack, 'Cell', cell],
        { label: cell, stat: 'Maximum' },
      ]);
    }
  });

  test('cells, volumes and groups have a name in the console', () => {
    for (const type of [
      'aws:ec2/instance:Instance',
      'aws:ebs/volume:Volume',
      'aws:ec2/securityGroup:SecurityGroup',
      'aws:ec2/vpcEndpoint:VpcEndpoint',
    ]) {
      for (const { name, inputs } of ofType(subject.recorded, type)) {
        expect(inputs.tags.Name).toBe(`galeria-${subject.stack}-${name}`);
      }
    }
  });

  test('queues and the topic of alarms refuse requests without TLS', () => {
    const policies = [
      ...ofType(subject.recorded, 'aws:sqs/queuePolicy:QueuePolicy'),
      one(subject.recorded, 'aws:sns/topicPolicy:TopicPolicy'),
    ];
    expect(policies).toHaveLength(2 * (kinds.length + 1) + 1);
    for (const policy of policies) {
      expect(statementsOf(policy)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  test('the load balancer keeps a silent request for longer than the edge, and shorter than a cell', () => {
    const { idleTimeout } = one(subject.recorded, 'aws:lb/loadBalancer:LoadBalancer').inputs;
    const edge = one(subject.recorded, 'aws:cloudfront/distribution:Distribution').inputs;
    expect(idleTimeout).toBeGreaterThan(edge.origins[0].vpcOriginConfig.originReadTimeout);
    const { userData } = one(subject.recorded, 'aws:ec2/instance:Instance', 'cell-a').inputs;
    expect(Number(environmentOf(userData).GALERIA_IDLE_MS)).toBeGreaterThan(idleTimeout * 1000);
  });
}
