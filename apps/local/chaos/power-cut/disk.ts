import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LocalError } from '../../src/errors.ts';
import { COMMIT_SECONDS, UNMOUNT_TIMEOUT_MS } from './limits.ts';

/** An ext4 file system in an image file behind a loop device, whose power can be cut. */
export interface Disk {
  /** Where it is mounted. */
  readonly folder: string;
  readonly image: string;
  mount(): Promise<void>;
  /** From here on nothing reaches the disk. What was not synced is gone; even a read may fail. */
  cutPower(): Promise<void>;
  /** Waits until no process uses it. */
  unmount(): Promise<void>;
  /** Unmounts it and gives the loop device back; the image stays. */
  detach(): Promise<void>;
}

const run = promisify(execFile);
const BUSY_MS = 200;

/**
 * Node has no ioctl(2), and perl-base is essential on Debian.
 * EXT4_IOC_SHUTDOWN is _IOR('X', 125, __u32); 2 is EXT4_GOING_FLAGS_NOLOGFLUSH (fs/ext4/ext4.h of Linux).
 */
const SHUTDOWN = `
  my $how = pack("L", 2);
  open(my $folder, "<", $ARGV[0]) or die "$!";
  ioctl($folder, 0x8004587d, $how) or die "$!";
`;

/** Makes the file system in `parent` and mounts it. @throws LocalError `no-loop-device` */
export async function makeDisk(parent: string, bytes: number): Promise<Disk> {
  if (process.getuid?.() !== 0)
    throw new LocalError('no-loop-device', { detail: 'run it as root' });
  const image = join(parent, 'disk.img');
  const folder = join(parent, 'mnt');
  let device: string | undefined;
  let mounted = false;

  const mount = async () => {
    await run('mount', ['-t', 'ext4', '-o', `commit=${COMMIT_SECONDS}`, device!, folder]);
    mounted = true;
  };
  const unmount = async () => {
    if (!mounted) return;
    for (const deadline = Date.now() + UNMOUNT_TIMEOUT_MS; ; await sleep(BUSY_MS)) {
      try {
        await run('umount', [folder]);
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
    mounted = false;
  };
  const detach = async () => {
    await unmount();
    if (device) await run('losetup', ['--detach', device]);
    device = undefined;
  };

  try {
    await mkdir(folder);
    const file = await open(image, 'w', 0o600);
    await file.truncate(bytes);
    await file.close();
    await run('mkfs.ext4', ['-q', '-F', image]);
    device = (await run('losetup', ['--find', '--show', image])).stdout.trim();
    await mount();
  } catch (cause) {
    await detach();
    throw new LocalError('no-loop-device', { detail: (cause as Error).message.trim(), cause });
  }
  return {
    folder,
    image,
    mount,
    cutPower: async () => void (await run('perl', ['-e', SHUTDOWN, folder])),
    unmount,
    detach,
  };
}

/** Makes a small one and takes it away. @throws LocalError `no-loop-device` */
export async function probeDisk(parent: string, bytes: number): Promise<void> {
  const disk = await makeDisk(parent, bytes);
  await disk.detach();
  await rm(disk.image);
  await rm(disk.folder, { recursive: true });
}
