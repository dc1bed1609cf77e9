/** Files whose names begin with a dot belong to the system. */
export const isHidden = ({ name }: { readonly name: string }): boolean => name.startsWith('.');

/** Returns the dropped files, and all files of dropped folders. */
export async function filesOf({ items, files }: DataTransfer): Promise<File[]> {
  // The entries must be taken before the first `await`: the browser empties the list then.
  const entries = [...items].map((item) => item.webkitGetAsEntry());
  const plain = [...files];
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found = await Promise.all(entries.flatMap((entry) => (entry ? [filesIn(entry)] : [])));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (isHidden(entry)) return [];
  if (isFile(entry)) {
    const file = await new Promise<File | undefined>((resolve) => {
      entry.file(resolve, () => resolve(undefined));
    });
    return file ? [file] : [];
  }
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  const files: File[] = [];
  for (const child of children) files.push(...(await filesIn(child)));
  return files;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A reader returns the entries of a folder in parts, the last of which is empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (part.length === 0) return children;
    children.push(...part);
  }
}
