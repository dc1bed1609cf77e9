import type { Rule } from './rule.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Actions that support no resource in a policy. */
const TAKES_NO_RESOURCE = [
  'elasticloadbalancing:DescribeTargetHealth',
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** A policy of these types applies to its own resource only, or to what passes through it. */
const OF_ITSELF = ['aws:kms/key:Key', 'aws:ec2/vpcEndpoint:VpcEndpoint'];

export const narrowPolicies: Rule = {
  name: 'narrow-policies',
  description: 'No policy allows all actions, all resources, or everybody without a condition.',
  check({ type, inputs }) {
    if (typeof inputs.policy !== 'string') return [];
    const { Statement: statements } = JSON.parse(inputs.policy) as { Statement: Statement[] };
    return statements
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap((statement) => faultsOf(statement, OF_ITSELF.includes(type)));
  },
};

function faultsOf(statement: Statement, ofItself: boolean): string[] {
  const actions = [statement.Action].flat();
  const wide = actions.filter((action) => action.includes('*'));
  const resources = [statement.Resource ?? []].flat();
  const free = actions.every((action) => TAKES_NO_RESOURCE.includes(action));
  return [
    ...(wide.length > 0 ? [`Name the actions instead of ${wide.join(', ')}.`] : []),
    ...(resources.includes('*') && !ofItself && !free ? ['Name the resources.'] : []),
    ...(statement.Principal === '*' && !statement.Condition ? ['Name the principals.'] : []),
  ];
}
