import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { roleFor } from './roles.ts';
import { stateBucket } from './state.ts';
import { deployStatements, previewStatements } from './statements.ts';

const config = new pulumi.Config();
/** The repository on GitHub, such as `you/galeria`. */
const repository = config.require('repository');
const { accountId } = await aws.getCallerIdentity();

const state = stateBucket();
const provider = new aws.iam.OpenIdConnectProvider('github', {
  url: 'https://token.actions.githubusercontent.com',
  clientIdLists: ['sts.amazonaws.com'],
});

/** AWS's policies for reading configurations. Neither reads objects, rows or secrets. */
const READING = [
  'arn:aws:iam::aws:policy/SecurityAudit',
  'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
];

const preview = roleFor('galeria-preview', {
  provider,
  subjects: [`repo:${repository}:pull_request`, `repo:${repository}:ref:refs/heads/main`],
  statements: previewStatements(state),
  managedPolicies: READING,
});
const deploy = roleFor('galeria-deploy', {
  provider,
  subjects: [`repo:${repository}:environment:production`],
  statements: [...previewStatements(state), ...deployStatements(state, accountId)],
  managedPolicies: READING,
});

export const backend = pulumi.interpolate`s3://${state.bucket.bucket}?region=${aws.config.region ?? 'us-east-1'}`;
export const secretsProvider = pulumi.interpolate`awskms:///${state.key.arn}`;
export const PREVIEW_ROLE = preview.arn;
export const DEPLOY_ROLE = deploy.arn;
