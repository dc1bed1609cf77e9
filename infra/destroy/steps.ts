export interface Deployed {
  readonly name: string;
  readonly region: string;
  /** The buckets that Pulumi does not empty. */
  readonly buckets: readonly string[];
}

/** Returns a shell script, so that each step can be read before it is run. */
export const destroySteps = ({ name, region, buckets }: Deployed): string => `# 1. Allow deletion.
pulumi config set galeria:protect false -s ${name}
pulumi up -s ${name}

# 2. Delete all but the files. It ends with BucketNotEmpty, as nothing here deletes files yet.
pulumi destroy -s ${name}

# 3. Delete every version of every file. This cannot be undone.
empty() {
  # One page of versions and delete markers together. Linux limits an argument to 128 KiB.
  while versions=$(aws s3api list-object-versions --region ${region} --bucket "$1" --no-paginate --max-keys 500 \\
      --query '{Objects: [Versions, DeleteMarkers][] | [].{Key: Key, VersionId: VersionId}}' --output json) &&
      [ "$(printf %s "$versions" | tr -d ' \\n')" != '{"Objects":[]}' ]; do
    aws s3api delete-objects --region ${region} --bucket "$1" --delete "$versions" --query Errors || return
  done
}
${buckets.map((bucket) => `empty ${bucket}`).join('\n')}

# 4. Delete the buckets, and then the stack.
pulumi destroy -s ${name}
pulumi stack rm ${name}

# 5. What remains on purpose, and costs money: volumes, snapshots and images of the stack.
aws resourcegroupstaggingapi get-resources --region ${region} \\
  --tag-filters Key=galeria:stack,Values=${name} --query 'ResourceTagMappingList[].ResourceARN'`;
