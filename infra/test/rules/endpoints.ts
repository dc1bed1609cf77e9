import { expect, test } from '@jest/globals';
import { type Statement, statementsOf } from '../support/policies.ts';
import { ofType, one, type Registered } from '../support/recording.ts';
import type { Subject } from '../support/subject.ts';

const ACCOUNT = { 'aws:PrincipalAccount': '123456789012' };
const OWN = { ...ACCOUNT, 'aws:ResourceAccount': '123456789012' };

const serviceOf = ({ inputs }: Registered): string => inputs.serviceName.split('.').at(-1);
const actionsOf = (statements: readonly Statement[]) => statements.flatMap(({ Action }) => Action);

/** Rules of the network's only ways out. */
export function endpointRules(subject: Subject): void {
  const all = () => ofType(subject.recorded, 'aws:ec2/vpcEndpoint:VpcEndpoint');

  test("endpoints serve this account's roles only, and reach Galeria's own resources only", () => {
    for (const endpoint of all()) {
      const [statement, ...others] = statementsOf(endpoint);
      expect(others).toEqual([]);
      const agent = serviceOf(endpoint).startsWith('ssm');
      expect(statement!.Condition).toEqual({ StringEquals: agent ? ACCOUNT : OWN });
      expect(statement!.Resource === '*' || [statement!.Resource].flat().includes('*')).toBe(agent);
      expect(actionsOf([statement!]).filter((action) => action.includes('*'))).toEqual([]);
    }
    const s3 = all().find((endpoint) => serviceOf(endpoint) === 's3')!;
    expect(statementsOf(s3)[0]!.Resource).toEqual(
      ['originals', 'gallery', 'artefacts'].flatMap((name) => [
        `arn:aws:s3:::${name}-bucket`,
        `arn:aws:s3:::${name}-bucket/*`,
      ]),
    );
  });

  test('the endpoints allow every action of a cell', () => {
    const through = actionsOf(all().flatMap(statementsOf));
    const services = new Set(all().map(serviceOf));
    const used = actionsOf(
      statementsOf(one(subject.recorded, 'aws:iam/rolePolicy:RolePolicy', 'uploader')),
    ).filter((action) => services.has(action.split(':')[0]!));
    expect(used.length).toBeGreaterThan(10);
    expect(through).toEqual(expect.arrayContaining(used));
  });

  test('gateway endpoints are routes of private subnets only', () => {
    const gateways = all().filter(({ inputs }) => inputs.vpcEndpointType === 'Gateway');
    expect(gateways).toHaveLength(2);
    for (const { inputs } of gateways) {
      expect(inputs.routeTableIds).toEqual(['routes-of-private-0', 'routes-of-private-1']);
    }
  });

  test('an instance that builds an image can reach the interface endpoints', () => {
    const { inputs } = one(
      subject.recorded,
      'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'bakery-to-endpoints',
    );
    expect(inputs).toMatchObject({ fromPort: 443, referencedSecurityGroupId: 'bakery-id' });
  });

  test('every rule of a security group says from where to where', () => {
    for (const direction of ['Ingress', 'Egress']) {
      const type = `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`;
      const rules = ofType(subject.recorded, type);
      expect(rules.length).toBeGreaterThan(2);
      for (const { inputs } of rules) expect(inputs.description).toMatch(/^From \S+ to \S+$/);
    }
  });
}
