import { createHash } from 'node:crypto';
import { apiKeyKey } from '@galeria/catalog/schema';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';

/** 43 characters of base64url hold 256 bits, like other tokens. */
const TOKEN_CHARACTERS = 43;

export interface FirstKeyArgs {
  readonly catalog: aws.dynamodb.Table;
}

/** The first API key, with every scope. The catalog stores its hash, the stack its token. */
export class FirstKey extends pulumi.ComponentResource {
  /** Secret. */
  readonly token: pulumi.Output<string>;

  constructor(name: string, { catalog }: FirstKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:FirstKey', name, {}, opts);
    const password = new random.RandomPassword(
      name,
      { length: TOKEN_CHARACTERS, special: false },
      { parent: this },
    );
    this.token = pulumi.secret(pulumi.interpolate`gal_${password.result}`);
    const hash = this.token.apply((token) => createHash('sha256').update(token).digest('hex'));
    new aws.dynamodb.TableItem(
      name,
      {
        // The id of a table is its name.
        tableName: catalog.id,
        hashKey: catalog.hashKey,
        rangeKey: catalog.rangeKey as pulumi.Output<string>,
        // The hash is not secret. As a secret, it would hide the whole record in previews.
        item: pulumi.unsecret(hash).apply((sha256) => {
          const { pk, sk } = apiKeyKey(sha256);
          return JSON.stringify({
            pk: { S: pk },
            sk: { S: sk },
            hash: { S: sha256 },
            name: { S: 'first' },
            scopes: { L: ['upload', 'read', 'manage'].map((scope) => ({ S: scope })) },
            createdAt: { S: new Date().toISOString() },
          });
        }),
      },
      // Created once. Later changes of keys are made in the catalog without a deployment.
      { parent: this, ignoreChanges: ['item'] },
    );
    this.registerOutputs({});
  }
}
