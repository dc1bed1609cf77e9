/** A sleep that `wake` can end. A `wake` before the sleep ends the next sleep at once. */
export function createWakeableSleep() {
  let woken = false;
  let end: (() => void) | undefined;
  return {
    wake(): void {
      woken = true;
      end?.();
    },
    async sleep(milliseconds: number): Promise<void> {
      if (!woken)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      end = undefined;
      woken = false;
    },
  };
}
