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
  /** As the instance's user data gives it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** One of the distribution's behaviours: which paths go to which origin. */
export interface Behaviour {
  /** CloudFront's pattern: `*` is any text, `?` any one character. */
  readonly pathPattern: string;
  readonly originId: string;
  readonly methods: readonly string[];
  /** Ids of the key groups that may sign its URLs; none: it serves unsigned URLs. */
  readonly keyGroups: readonly string[];
}

/** What the program declared that lives on after it has run. */
export interface Declared {
  readonly queues: Map<string, Queue>;
  readonly functions: Map<string, Omit<FunctionSpec, 'maximumConcurrency'>>;
  readonly mappings: Mapping[];
  readonly cells: Cell[];
  readonly behaviours: Behaviour[];
  /** Buckets by the domain name that the distribution's origins use. */
  readonly bucketDomains: Map<string, string>;
  /** Origins of the distribution by their ids: a bucket's domain name, or the load balancer's. */
  readonly origins: Map<string, string>;
  /** CloudFront's public keys in PEM, by their ids. */
  readonly publicKeys: Map<string, string>;
  /** Ids of the public keys of a key group, by the group's id. */
  readonly keyGroups: Map<string, readonly string[]>;
  /** Archives put into an artefact bucket, as folders on this machine. */
  readonly archives: Map<string, string>;
  /** User data of launch templates, by their ids. */
  readonly userData: Map<string, string>;
}

export const nothingDeclared = (): Declared => ({
  queues: new Map(),
  functions: new Map(),
  mappings: [],
  cells: [],
  behaviours: [],
  bucketDomains: new Map(),
  origins: new Map(),
  publicKeys: new Map(),
  keyGroups: new Map(),
  archives: new Map(),
  userData: new Map(),
});

/** The embedded servers, through the AWS SDK, and what was declared on them so far. */
export interface Cloud {
  readonly region: string;
  readonly accountId: string;
  /** Folder of the private keys that the program makes. */
  readonly keysDir: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  readonly declared: Declared;
}

/** A resource as the program asks for it: its logical name, and its inputs by the provider's names. */
export interface Request {
  readonly name: string;
  // The inputs of some sixty types of resource: each creator knows its own.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the AWS provider's
  readonly inputs: any;
}

/** Creates a resource of one type; what it returns are the outputs beside the inputs. */
export type Create = (
  cloud: Cloud,
  request: Request,
) => Promise<{ id: string; [output: string]: unknown }>;
