/** What a person does on a page that is drawn without a browser: writes, clicks, reads. */
import { act } from 'react'

export const write = (input: HTMLInputElement, value: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })

/** The field with this label; null where there is none. */
export const findInput = (label: string): HTMLInputElement | null => {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  const input = found && document.getElementById(found.htmlFor)
  return input instanceof HTMLInputElement ? input : null
}

export const inputOf = (label: string): HTMLInputElement => {
  const input = findInput(label)
  if (!input) throw new Error(`no field ${label}`)
  return input
}

export const click = (words: string) =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent === words)
    if (!button) throw new Error(`no button ${words}`)
    button.click()
  })

export const text = () => document.body.textContent

/** Opens the menu whose button is called so for screen readers. */
export const openMenu = (label: string) =>
  act(async () => {
    const button = document.querySelector<HTMLElement>(`button[aria-label="${label}"]`)
    if (!button) throw new Error(`no menu ${label}`)
    button.click()
  })

export const chooseInMenu = (words: string) =>
  act(async () => {
    const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const item = items.find((one) => one.textContent === words)
    if (!item) throw new Error(`no menu item ${words}: ${items.map((one) => one.textContent).join()}`)
    item.click()
  })
