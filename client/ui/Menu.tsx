/** Menus in the product's hand: a trigger, a slip of paper, items. Owns looks; what an item does comes in. */
import type { ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  type MenuSectionProps as AriaMenuSectionProps,
  MenuTrigger,
} from 'react-aria-components/Menu'
import { Popover, type PopoverProps } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Check } from 'lucide-react'
import { cx } from './cx.ts'
import styles from './Menu.module.css'

export { MenuTrigger }

export interface MenuProps<T extends object> extends Omit<AriaMenuProps<T>, 'className' | 'children'> {
  children: ReactNode
  placement?: PopoverProps['placement']
  /** Without a MenuTrigger: where it hangs, and whether it is open. */
  hung?: Pick<PopoverProps, 'triggerRef' | 'isOpen' | 'onOpenChange'>
}

/** The menu itself, in its popover. Stands inside a MenuTrigger after the button. */
export const Menu = <T extends object>({
  children,
  placement = 'bottom end',
  hung,
  ...props
}: MenuProps<T>) => (
  <Popover {...hung} className={styles.popover ?? ''} placement={placement} offset={4}>
    <AriaMenu {...props} className={styles.menu ?? ''}>
      {children}
    </AriaMenu>
  </Popover>
)

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'children' | 'textValue'> {
  icon?: ReactNode
  /** Keyboard shortcut, shown at the right. */
  keys?: string
  danger?: boolean
  children: string
}

export const MenuItem = ({ icon, keys, danger, children, ...props }: MenuItemProps) => (
  <AriaMenuItem {...props} textValue={children} className={cx(styles.item, danger && styles.danger)}>
    {({ isSelected, selectionMode }) => (
      <>
        <span className={styles.icon}>{selectionMode !== 'none' ? isSelected && <Check /> : icon}</span>
        <span className={styles.words}>{children}</span>
        {keys && <kbd className={styles.keys}>{keys}</kbd>}
      </>
    )}
  </AriaMenuItem>
)

export interface MenuSectionProps<T extends object> extends Omit<
  AriaMenuSectionProps<T>,
  'className' | 'children'
> {
  title?: string
  children: ReactNode
}

export const MenuSection = <T extends object>({ title, children, ...props }: MenuSectionProps<T>) => (
  <AriaMenuSection {...props} aria-label={title ?? props['aria-label']} className={styles.section ?? ''}>
    {title && <Header className={styles.heading ?? ''}>{title}</Header>}
    {children}
  </AriaMenuSection>
)

export const MenuSeparator = () => <Separator className={styles.separator ?? ''} />
