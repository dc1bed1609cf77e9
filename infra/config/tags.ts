import * as pulumi from '@pulumi/pulumi';

/** What tells one stack's resources from another's. */
export const tags = {
  'galeria:project': pulumi.getProject(),
  'galeria:stack': pulumi.getStack(),
};

/** The stack as a name: the beginning of what must be told apart in an account. */
export const stackName = `${pulumi.getProject()}-${pulumi.getStack()}`;

/**
 * Tags everything that can carry tags: the provider's classes name the output `tagsAll` just where
 * AWS takes them. What is made by something else (volumes of an instance, images of Image Builder,
 * the parts of the VPC component) is told by its own arguments.
 */
export function tagEverything(): void {
  pulumi.runtime.registerStackTransformation(({ props, opts }) =>
    'tagsAll' in props
      ? { props: { ...props, tags: { ...tags, ...props.tags } }, opts }
      : undefined,
  );
}
