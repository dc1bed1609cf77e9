import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import type { IconName } from './icon.tsx';

interface MenuProps {
  readonly icon: IconName;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A button that shows further buttons. A click elsewhere, Escape or a choice closes it. */
export function Menu({ icon, label, children }: MenuProps) {
  const isOpen = useSignal(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen.value) return;
    const close = (event: Event) => {
      if (!element.current?.contains(event.target as Node)) isOpen.value = false;
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isOpen.value]);
  const shut = () => {
    isOpen.value = false;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles the Escape key of the buttons inside
    <div
      class="menu"
      ref={element}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen.value) return;
        event.stopPropagation();
        shut();
        element.current?.querySelector('button')?.focus();
      }}
    >
      <Button
        icon={icon}
        style="quiet"
        label={label}
        expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      />
      {isOpen.value && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are operable
        // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside are operable
        <div class="menu-list" onClick={shut}>
          {children}
        </div>
      )}
    </div>
  );
}
