import { expect, test } from '@jest/globals';
import { environmentOf } from '../../cells/user-data.ts';
import { cachePolicies } from '../../edge/policies.ts';
import { BODY_RULES } from '../../edge/rule-groups.ts';
import { statementsOf } from '../support/policies.ts';
import { ofType, one } from '../support/recording.ts';
import type { Subject } from '../support/subject.ts';

const FIREWALL = 'aws:wafv2/webAcl:WebAcl';

/** Rules of what a stack has only on request. */
export function optionRules(subject: Subject): void {
  test('the firewall blocks no upload for its contents', () => {
    const { rules } = one(subject.recorded, FIREWALL).inputs;
    const groups = rules.flatMap(
      // biome-ignore lint/suspicious/noExplicitAny: the inputs of a rule
      ({ statement }: any) => statement.managedRuleGroupStatement ?? [],
    );
    expect(groups.map(({ name }: { name: string }) => name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    const counted = groups.flatMap(
      ({ ruleActionOverrides }: { ruleActionOverrides: object[] }) => ruleActionOverrides,
    );
    const body = Object.values(BODY_RULES).flat();
    expect(counted).toEqual(body.map((name) => ({ name, actionToUse: { count: {} } })));
    expect(body).toEqual(
      expect.arrayContaining([
        'SizeRestrictions_BODY',
        'CrossSiteScripting_BODY',
        'GenericLFI_BODY',
        'GenericRFI_BODY',
        'EC2MetaDataSSRF_BODY',
      ]),
    );
    const { statement, action } = rules.at(-1);
    const [labelled, elsewhere] = statement.andStatement.statements;
    expect(action).toEqual({ block: {} });
    expect(
      labelled.orStatement.statements.map(
        // biome-ignore lint/suspicious/noExplicitAny: the inputs of a statement
        ({ labelMatchStatement }: any) => labelMatchStatement.key,
      ),
    ).toContain('awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body');
    for (const path of ['"/uploads"', '"/tus"', '"/s/"']) {
      expect(JSON.stringify(elsewhere.notStatement)).toContain(path);
    }
  });

  test('pages of listed origins may call the cells and read renditions', () => {
    const instance = one(subject.recorded, 'aws:ec2/instance:Instance', 'cell-a').inputs;
    expect(environmentOf(instance.userData).GALERIA_CORS_ORIGINS).toBe('https://blog.example.org');
    const { inputs } = one(
      subject.recorded,
      'aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy',
    );
    expect(inputs.corsConfig).toMatchObject({
      accessControlAllowCredentials: false,
      accessControlAllowOrigins: { items: ['https://blog.example.org'] },
      originOverride: false,
    });
  });

  test('with a domain, CloudFront reaches the load balancer by TLS only', () => {
    const listener = one(subject.recorded, 'aws:lb/listener:Listener');
    expect(listener.inputs).toMatchObject({
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    });
    const validation = one(
      subject.recorded,
      'aws:acm/certificateValidation:CertificateValidation',
      'balancer',
    );
    expect(listener.inputs.certificateArn).toBe(validation.inputs.certificateArn);
    const certificate = one(subject.recorded, 'aws:acm/certificate:Certificate', 'balancer');
    // CloudFront compares the name with the Host header, which it forwards.
    expect(certificate.inputs).toMatchObject({ domainName: 'photos.example.org' });
    expect(certificate.inputs.region).toBeUndefined();
    const edge = one(subject.recorded, 'aws:cloudfront/distribution:Distribution').inputs;
    expect(edge.aliases).toEqual(['photos.example.org']);
    expect(edge.defaultCacheBehavior.originRequestPolicyId).toBe(cachePolicies.allViewer);
    const origin = one(subject.recorded, 'aws:cloudfront/vpcOrigin:VpcOrigin').inputs;
    expect(origin.vpcOriginEndpointConfig).toMatchObject({
      name: 'cells-name-https',
      originProtocolPolicy: 'https-only',
      httpsPort: 443,
      originSslProtocols: { items: ['TLSv1.2'] },
    });
    const rules = ofType(
      subject.recorded,
      'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
    ).filter(({ inputs }) => inputs.securityGroupId === 'balancer-id');
    expect(rules.map(({ inputs }) => [inputs.fromPort, inputs.toPort])).toEqual([[443, 443]]);
  });

  test('the firewall logs what it blocks, without keys, signatures and tokens of links', () => {
    const { inputs } = one(
      subject.recorded,
      'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration',
    );
    expect(inputs.loggingFilter.defaultBehavior).toBe('DROP');
    expect(inputs.redactedFields).toEqual(
      expect.arrayContaining([
        { singleHeader: { name: 'authorization' } },
        { queryString: {} },
        { uriPath: {} },
      ]),
    );
    const names = ofType(subject.recorded, 'aws:cloudwatch/logGroup:LogGroup').map(
      ({ inputs }) => inputs.name ?? '',
    );
    expect(names).toContain(`aws-waf-logs-galeria-${subject.stack}`);
  });

  test('originals are copied to a versioned bucket that no role can delete from', () => {
    const { inputs, dependencies } = one(
      subject.recorded,
      'aws:s3/bucketReplicationConfig:BucketReplicationConfig',
    );
    expect(inputs.rules).toMatchObject([
      {
        status: 'Enabled',
        deleteMarkerReplication: { status: 'Disabled' },
        destination: { bucket: 'arn:aws:s3:::replica-bucket' },
      },
    ]);
    const versioned = ofType(subject.recorded, 'aws:s3/bucketVersioning:BucketVersioning');
    expect(versioned.map(({ name }) => name).sort()).toEqual(['originals', 'replica']);
    expect(dependencies).toEqual(expect.arrayContaining(versioned.map(({ urn }) => urn)));
    for (const { name, inputs } of subject.recorded.resources) {
      if (name === 'replica' && inputs.bucket === 'replica-bucket') {
        expect(inputs.region).toBe('eu-central-1');
      }
    }
    const reaching = subject.recorded.resources
      .filter(({ inputs }) => JSON.stringify(inputs.policy ?? '').includes('replica-bucket'))
      .map(({ type, name }) => [type.split(':').at(-1), name]);
    expect(reaching).toEqual([
      ['BucketPolicy', 'replica'],
      ['RolePolicy', 'replica'],
    ]);
    const { Action } = statementsOf(
      one(subject.recorded, 'aws:iam/rolePolicy:RolePolicy', 'replica'),
    ).at(-1)!;
    expect(Action).toEqual(['s3:ReplicateObject', 's3:ReplicateTags']);
  });

  test('edge, load balancer, buckets and network log to one bucket, which forgets', () => {
    const balancer = one(subject.recorded, 'aws:lb/loadBalancer:LoadBalancer').inputs;
    expect(balancer.accessLogs).toMatchObject({ bucket: 'access-logs-bucket', enabled: true });
    const logged = ofType(subject.recorded, 'aws:s3/bucketLogging:BucketLogging');
    expect(logged.map(({ inputs }) => inputs.bucket).sort()).toEqual([
      'artefacts-bucket',
      'gallery-bucket',
      'originals-bucket',
    ]);
    const network = one(subject.recorded, 'aws:ec2/flowLog:FlowLog').inputs;
    expect(network.logDestination).toBe('arn:aws:s3:::access-logs-bucket/network/');
    one(subject.recorded, 'aws:cloudwatch/logDelivery:LogDelivery', 'edge');
    const { rules } = one(
      subject.recorded,
      'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
      'access-logs',
    ).inputs;
    expect(rules).toContainEqual(expect.objectContaining({ expiration: { days: 30 } }));
    const policy = statementsOf(
      one(subject.recorded, 'aws:s3/bucketPolicy:BucketPolicy', 'access-logs'),
    ).filter(({ Effect }) => Effect === 'Allow');
    expect(policy).toHaveLength(5);
    for (const { Condition } of policy) {
      expect(Condition).toMatchObject({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
    }
  });
}
