import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../artefacts/artefacts.ts';
import type { GaleriaConfig } from '../config/config.ts';
import type { Data } from '../data/data.ts';
import type { Statement } from '../permissions/grants.ts';
import { policyDocument } from '../permissions/roles.ts';
import type { Dispatch } from '../processing/dispatch.ts';
import type { Erasures } from '../processing/erasures.ts';

/** The resources that cells may reach. */
export interface EndpointTargets {
  readonly data: Data;
  readonly dispatch: Dispatch;
  readonly erasures: Erasures;
  readonly artefacts: Artefacts;
}

const OBJECT_ACTIONS = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListBucket', 's3:PutObject'];

const ROW_ACTIONS = [
  'dynamodb:BatchGetItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
];

/**
 * The calls of the SSM agent on a cell and on an instance that builds an image.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html
 */
const AGENT_ACTIONS = [
  'ssm:DescribeAssociation',
  'ssm:DescribeDocument',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:GetManifest',
  'ssm:ListAssociations',
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstanceAssociationStatus',
  'ssm:UpdateInstanceInformation',
];

/** Session Manager's channels. */
const CHANNEL_ACTIONS = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** Image Builder creates the group of its own log. */
const LOG_ACTIONS = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
];

/**
 * Returns the policy of each endpoint. Requests must come from this account's roles and, where the
 * service has such resources, go to Galeria's own: a cell that was taken over can send nothing to
 * another account, not even with credentials of that account.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function endpointPolicies(
  { region }: GaleriaConfig,
  { data, dispatch, erasures, artefacts }: EndpointTargets,
  opts: pulumi.InvokeOptions,
): (service: string) => pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, opts).accountId;
  const own = (
    actions: readonly string[],
    resources: pulumi.Input<string>[],
    resourceAccount = true,
  ): Statement => ({
    Effect: 'Allow',
    // A gateway endpoint accepts no other principal; the condition restricts it.
    Principal: '*',
    Action: actions,
    Resource: resources,
    Condition: {
      StringEquals: {
        'aws:PrincipalAccount': account,
        ...(resourceAccount ? { 'aws:ResourceAccount': account } : {}),
      },
    },
  });
  const buckets = [data.originals, data.gallery, artefacts.bucket];
  const queues = [...Object.values(dispatch.queues), erasures].map(({ work }) => work.arn);
  const statements = new Map<string, Statement>(
    Object.entries({
      s3: own(
        OBJECT_ACTIONS,
        buckets.flatMap(({ arn }) => [arn, pulumi.interpolate`${arn}/*`]),
      ),
      dynamodb: own(ROW_ACTIONS, [
        data.catalog.arn,
        pulumi.interpolate`${data.catalog.arn}/index/*`,
      ]),
      sqs: own(['sqs:SendMessage'], queues),
      logs: own(LOG_ACTIONS, [pulumi.interpolate`arn:aws:logs:${region}:${account}:log-group:*`]),
      // The agent reads documents of AWS's own account, and most actions take no resource.
      ssm: own(AGENT_ACTIONS, ['*'], false),
      ssmmessages: own(CHANNEL_ACTIONS, ['*'], false),
    }),
  );
  return (service) => {
    const statement = statements.get(service);
    if (!statement) throw new pulumi.RunError(`There is no policy for the endpoint of ${service}`);
    return policyDocument([statement]);
  };
}
