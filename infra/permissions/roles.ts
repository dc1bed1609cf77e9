import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Statement } from './grants.ts';

export const policyDocument = (statements: readonly Statement[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: '2012-10-17', Statement: statements });

export interface RoleArgs {
  /** The AWS service that may assume the role, such as `lambda.amazonaws.com`. */
  readonly service: string;
  readonly statements?: readonly Statement[];
  /** The ARNs of AWS managed policies. */
  readonly managedPolicies?: readonly string[];
}

/**
 * Creates a role of an AWS service with the given permissions. Resources that use the role must depend
 * on `policies`.
 */
export function role(
  name: string,
  { service, statements = [], managedPolicies = [] }: RoleArgs,
  opts: pulumi.CustomResourceOptions,
): { role: aws.iam.Role; policies: pulumi.Resource[] } {
  const made = new aws.iam.Role(
    name,
    {
      assumeRolePolicy: policyDocument([
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'sts:AssumeRole',
        },
      ]),
    },
    opts,
  );
  const inline =
    statements.length > 0
      ? [
          new aws.iam.RolePolicy(
            name,
            { role: made.name, policy: policyDocument(statements) },
            { parent: made },
          ),
        ]
      : [];
  const attached = managedPolicies.map(
    (policyArn) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policyArn.split('/').at(-1)}`,
        { role: made.name, policyArn },
        { parent: made },
      ),
  );
  return { role: made, policies: [...inline, ...attached] };
}
