import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disk, makeDisk } from '../loop-device/disk.ts';
import { IMAGE_BYTES } from '../loop-device/limits.ts';

/** The folder of a run. */
export interface Workspace {
  readonly folder: string;
  /** Galeria's data folder. */
  readonly home: string;
  /** The disk of the data folder, if its power can be cut. */
  readonly disk: Disk | undefined;
  /** Unmounts the disk. @returns how to find the data folder */
  release(): Promise<string>;
  /** Removes everything. */
  discard(): Promise<void>;
}

/** @throws ChaosError `no-loop-device` */
export async function openWorkspace(onLoopDevice: boolean): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-chaos-'));
  const remove = () => rm(folder, { recursive: true });
  const disk = onLoopDevice
    ? await makeDisk(folder, IMAGE_BYTES).catch(async (error) => {
        await remove();
        throw error;
      })
    : undefined;
  const home = join(disk?.folder ?? folder, 'galeria');
  return {
    folder,
    home,
    disk,
    async release() {
      await disk?.detach();
      return disk ? `mount -o loop ${disk.image}` : home;
    },
    async discard() {
      await disk?.detach();
      await remove();
    },
  };
}
