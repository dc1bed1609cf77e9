import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** How long each picture is shown, in milliseconds. */
const SLIDE_MS = 4_000;

/** Steps through the listing until its end, or until it is stopped. */
export function useSlideshow(step: () => Promise<boolean>) {
  const isRunning = useSignal(false);
  useEffect(() => {
    if (!isRunning.value) return;
    const timer = setInterval(async () => {
      if (!(await step())) isRunning.value = false;
    }, SLIDE_MS);
    return () => clearInterval(timer);
  }, [isRunning.value]);
  return {
    isRunning,
    toggle(): void {
      isRunning.value = !isRunning.peek();
    },
  };
}
