import type { ComponentProps, ReactNode } from 'react';
import { buttonClass, type ButtonKind, type ButtonSize } from './button-class.ts';
import { cx } from './class-names.ts';
import { Tooltip } from './Tooltip.tsx';

type ButtonProps = ComponentProps<'button'> & { readonly kind?: ButtonKind; readonly size?: ButtonSize };

/** A button with words. */
export function Button({ kind = 'plain', size = 'md', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={cx(buttonClass(kind, size), className)} {...rest} />;
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'aria-label'> & {
  /** Accessible name, also shown as a tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Key that does the same, shown in the tooltip. */
  readonly keys?: string;
};

/** A button with an icon only; its name shows on hover and focus. */
export function IconButton({ label, icon, keys, kind = 'quiet', size = 'md', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })}>
      <button type="button" aria-label={label} className={cx(buttonClass(kind, size, true), className)} {...rest}>
        {icon}
      </button>
    </Tooltip>
  );
}
