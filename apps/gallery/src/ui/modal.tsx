import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface ModalProps {
  readonly title: string;
  readonly id: string;
  readonly class?: string;
  readonly role?: 'alertdialog';
  readonly onClose: () => void;
  /** Whether the dialog stays until it is answered. */
  readonly required?: boolean;
  readonly children: ComponentChildren;
}

/** A dialog above everything else. The focus returns to where it was. */
export function Modal({
  title,
  id,
  role,
  onClose,
  required = false,
  children,
  ...rest
}: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      role={role}
      class={['card', rest.class].filter(Boolean).join(' ')}
      aria-labelledby={id}
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        if (required) event.preventDefault();
      }}
      onClose={() => {
        // Browsers close the dialog on a second Escape.
        if (required && dialog.current?.isConnected) dialog.current.showModal();
        else onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
