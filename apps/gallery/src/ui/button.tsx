import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps {
  readonly icon?: IconName;
  readonly filled?: boolean;
  readonly style?: 'primary' | 'danger' | 'quiet' | 'round';
  /** The name of a button that shows its icon alone. */
  readonly label?: string;
  readonly class?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  readonly autofocus?: boolean;
  readonly submit?: boolean;
  readonly onClick?: (event: MouseEvent) => void;
  readonly children?: ComponentChildren;
}

export const Button = (props: ButtonProps) => {
  const { icon, label, style, submit, children, pressed, expanded, filled = false } = props;
  const kind = style === 'round' ? 'round' : `button ${style ?? ''}`;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={[kind.trim(), props.class].filter(Boolean).join(' ')}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={props.disabled}
      tabIndex={props.tabIndex}
      autofocus={props.autofocus}
      onClick={props.onClick}
    >
      {icon && <Icon name={icon} filled={filled} />}
      {children}
    </button>
  );
};
