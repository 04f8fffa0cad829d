/** One of many in a line: a button that opens a list. Owns looks; the value is the caller's. */
import { Check, ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { cx } from './cx.ts'
import field from './Field.module.css'
import menu from './Menu.module.css'
import styles from './Pick.module.css'

export interface PickOption {
  value: string
  label: string
}

export interface PickProps {
  label: string
  options: readonly PickOption[]
  value: string
  onChange: (value: string) => void
  /** The label is heard and not seen: what stands before it says it. */
  bare?: boolean
  isDisabled?: boolean
}

export const Pick = ({ label, options, value, onChange, bare, isDisabled = false }: PickProps) => (
  <Select
    className={cx(field.field, styles.pick)}
    value={value}
    onChange={(key) => key !== null && onChange(String(key))}
    isDisabled={isDisabled}
  >
    <Label className={cx(bare ? 'visually-hidden' : field.label)}>{label}</Label>
    <Button className={cx(styles.button, bare && styles.small)}>
      <SelectValue className={styles.value ?? ''} />
      <ChevronDown aria-hidden="true" />
    </Button>
    <Popover className={cx(menu.popover, styles.popover)} offset={4}>
      <ListBox className={menu.menu ?? ''} items={options}>
        {({ value: id, label: words }) => (
          <ListBoxItem id={id} textValue={words} className={menu.item ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={menu.icon}>{isSelected && <Check aria-hidden="true" />}</span>
                <span className={menu.words}>{words}</span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </Select>
)
