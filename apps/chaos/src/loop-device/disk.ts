import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ChaosError } from '../errors.ts';
import { COMMIT_SECONDS, UNMOUNT_TIMEOUT_MS } from './limits.ts';

/** An ext4 file system in an image file behind a loop device, whose power can be cut. */
export interface Disk {
  /** The mount point. */
  readonly folder: string;
  readonly image: string;
  mount(): Promise<void>;
  /** Loses unsynced data. From then on writes fail, and reads may. */
  cutPower(): Promise<void>;
  /** Waits until no process uses it, and unmounts it. */
  unmount(): Promise<void>;
  /** Unmounts it and frees the loop device; the image file stays. */
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

/** Makes the file system in `parent` and mounts it. @throws ChaosError `no-loop-device` */
export async function makeDisk(parent: string, bytes: number): Promise<Disk> {
  if (process.getuid?.() !== 0)
    throw new ChaosError('no-loop-device', { detail: 'run it as root' });
  const image = join(parent, 'disk.img');
  const folder = join(parent, 'mnt');
  let device: string | undefined;
  let mounted = false;

  const mount = async () => {
    if (device === undefined) throw new Error(`${image} has no loop device`);
    await run('mount', ['-t', 'ext4', '-o', `commit=${COMMIT_SECONDS}`, device, folder]);
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
    throw new ChaosError('no-loop-device', { detail: (cause as Error).message.trim(), cause });
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

/** Makes a small file system and removes it. @throws ChaosError `no-loop-device` */
export async function probeDisk(parent: string, bytes: number): Promise<void> {
  const disk = await makeDisk(parent, bytes);
  await disk.detach();
  await rm(disk.image);
  await rm(disk.folder, { recursive: true });
}
