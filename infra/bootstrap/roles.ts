import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Statement } from '../permissions/grants.ts';
import { policyDocument } from '../permissions/roles.ts';

export interface GitHubRoleArgs {
  readonly provider: aws.iam.OpenIdConnectProvider;
  /** The subjects of GitHub's tokens, without wildcards. */
  readonly subjects: readonly string[];
  readonly statements: readonly Statement[];
  readonly managedPolicies: readonly string[];
}

const MAX_SESSION_SECONDS = 10_800;

/**
 * Creates a role that a workflow can assume.
 *
 * @see
 * https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
 */
export function roleFor(
  name: string,
  { provider, subjects, statements, managedPolicies }: GitHubRoleArgs,
): aws.iam.Role {
  const token = 'token.actions.githubusercontent.com';
  const role = new aws.iam.Role(name, {
    name,
    // An update can build an image and replace cells one at a time.
    maxSessionDuration: MAX_SESSION_SECONDS,
    assumeRolePolicy: policyDocument([
      {
        Effect: 'Allow',
        Principal: { Federated: provider.arn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${token}:aud`]: 'sts.amazonaws.com', [`${token}:sub`]: subjects },
        },
      },
    ]),
  });
  const child: pulumi.CustomResourceOptions = { parent: role };
  new aws.iam.RolePolicy(name, { role: role.name, policy: policyDocument(statements) }, child);
  for (const policyArn of managedPolicies) {
    const attached = `${name}-${policyArn.split('/').at(-1)}`;
    new aws.iam.RolePolicyAttachment(attached, { role: role.name, policyArn }, child);
  }
  return role;
}
