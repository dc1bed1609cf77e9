import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** One statement of an IAM policy that allows. */
export const allow = (
  actions: string[],
  resources: pulumi.Input<string>[],
  condition?: Record<string, Record<string, pulumi.Input<string>>>,
) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(condition ? { Condition: condition } : {}),
});

/** A role that one AWS service may take on, with just these statements. */
export function role(
  name: string,
  service: string,
  statements: ReturnType<typeof allow>[],
  opts: pulumi.CustomResourceOptions,
): aws.iam.Role {
  const made = new aws.iam.Role(
    name,
    {
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      }),
    },
    opts,
  );
  new aws.iam.RolePolicy(
    name,
    {
      role: made.name,
      policy: pulumi.jsonStringify({ Version: '2012-10-17', Statement: statements }),
    },
    { parent: made },
  );
  return made;
}
