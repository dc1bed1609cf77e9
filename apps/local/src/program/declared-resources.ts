import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { FunctionSpec } from '../lambda/types.ts';

export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

export interface Mapping {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency: number;
}

export interface Cell {
  readonly name: string;
  /** The environment in the instance's user data. */
  readonly environment: Readonly<Record<string, string>>;
  readonly instanceId: string;
}

/** A rule of the load balancer's listener: requests that meet all conditions go to one target group. */
export interface ListenerRule {
  readonly pathPatterns: readonly string[];
  /** Patterns of the value of a header by its name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly targetGroupArn: string;
}

/** A cache behaviour of the distribution: a path pattern and its origin. */
export interface Behaviour {
  /** CloudFront's pattern: `*` matches any text, `?` any one character. */
  readonly pathPattern: string;
  readonly originId: string;
  readonly methods: readonly string[];
  /** Ids of the trusted key groups. If empty, URLs need no signature. */
  readonly keyGroups: readonly string[];
}

/** The resources that the program declared and that run after it. */
export interface DeclaredResources {
  readonly queues: Map<string, Queue>;
  readonly functions: Map<string, Omit<FunctionSpec, 'maximumConcurrency'>>;
  readonly mappings: Mapping[];
  readonly cells: Cell[];
  /** In the order of their priorities. */
  readonly listenerRules: ListenerRule[];
  /** The instances of each target group by its ARN. */
  readonly targets: Map<string, string[]>;
  readonly behaviours: Behaviour[];
  /** Bucket names by the domain name that the distribution's origins use. */
  readonly bucketDomains: Map<string, string>;
  /** The domain name of each origin of the distribution by origin id. */
  readonly origins: Map<string, string>;
  /** CloudFront's public keys in PEM by id. */
  readonly publicKeys: Map<string, string>;
  /** Ids of the public keys of a key group by the group's id. */
  readonly keyGroups: Map<string, readonly string[]>;
  /** The local folder of each archive in an artefact bucket. */
  readonly archives: Map<string, string>;
  /** User data by launch template id. */
  readonly userData: Map<string, string>;
}

export const nothingDeclared = (): DeclaredResources => ({
  queues: new Map(),
  functions: new Map(),
  mappings: [],
  cells: [],
  listenerRules: [],
  targets: new Map(),
  behaviours: [],
  bucketDomains: new Map(),
  origins: new Map(),
  publicKeys: new Map(),
  keyGroups: new Map(),
  archives: new Map(),
  userData: new Map(),
});

/** The AWS SDK clients of the embedded servers and the resources declared so far. */
export interface EmbeddedCloud {
  readonly region: string;
  readonly accountId: string;
  /** Folder of the private keys that the program generates. */
  readonly keysDir: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  readonly declared: DeclaredResources;
}

/** A resource that the program declares: its logical name and the provider's inputs. */
export interface ResourceRequest {
  readonly name: string;
  // Each creator knows the inputs of its resource type.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the AWS provider's
  readonly inputs: any;
}

/** Creates a resource of one type and returns its outputs in addition to the inputs. */
export type CreateResource = (
  cloud: EmbeddedCloud,
  request: ResourceRequest,
) => Promise<{ id: string; [output: string]: unknown }>;
