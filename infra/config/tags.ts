import * as pulumi from '@pulumi/pulumi';

/** The tags that identify the resources of a stack. */
export const tags = {
  'galeria:project': pulumi.getProject(),
  'galeria:stack': pulumi.getStack(),
};

/** The prefix of names that must be unique in an account. */
export const stackName = `${pulumi.getProject()}-${pulumi.getStack()}`;

/** The tag that the AWS console shows as a resource's name. */
export const named = (name: string) => ({ Name: `${stackName}-${name}` });

/**
 * Tags every resource that supports tags, which are those with the output `tagsAll`. Resources that
 * other resources create (volumes of an instance, images of Image Builder, the parts of the VPC
 * component) are tagged by their arguments.
 */
export const tagEverything: pulumi.ResourceTransformation = ({ props, opts }) =>
  'tagsAll' in props ? { props: { ...props, tags: { ...tags, ...props.tags } }, opts } : undefined;
