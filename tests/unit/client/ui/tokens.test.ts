/** The palette keeps WCAG AA in both themes (SPEC UI16); read from the style sheet itself. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { initialsOf } from '../../../../client/ui/Avatar.tsx'

const css = readFileSync(resolve(import.meta.dirname, '../../../../client/ui/tokens.css'), 'utf8')

/** `--name: light-dark(#light, #dark)` as [light, dark]. */
const colour = (name: string): readonly [string, string] => {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)
  if (!found?.[1] || !found[2]) throw new Error(`tokens.css has no --${name} of two plain colours`)
  return [found[1], found[2]]
}

const linear = (channel: number): number => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminance = (hex: string): number => {
  const bits = Number.parseInt(hex.slice(1), 16)
  return 0.2126 * linear(bits >> 16) + 0.7152 * linear((bits >> 8) & 255) + 0.0722 * linear(bits & 255)
}

const contrast = (a: string, b: string): number => {
  const [darker, lighter] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

const GROUNDS = ['desk', 'paper', 'accent-wash', 'lifted', 'flash']
const WORDS = ['ink', 'soft', 'faint', 'accent', 'ok', 'bad', 'd0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6']

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const at = theme === 'light' ? 0 : 1

  test.each(WORDS)('[UI16] words in --%s can be read on every ground (4.5:1)', (word) => {
    for (const ground of GROUNDS) {
      const ratio = contrast(colour(word)[at], colour(ground)[at])
      expect(ratio, `--${word} on --${ground}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each(['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6'])('[UI16] initials can be read on --%s', (hue) => {
    expect(contrast(colour('on-hue')[at], colour(hue)[at])).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['mark', 'mark-strong'])('[UI16] marked words can be read on --%s', (ground) => {
    expect(contrast(colour('ink')[at], colour(ground)[at])).toBeGreaterThanOrEqual(4.5)
  })

  test('[UI16] the edge of a control stands out from the paper (3:1)', () => {
    expect(contrast(colour('edge')[at], colour('paper')[at])).toBeGreaterThanOrEqual(3)
    expect(contrast(colour('edge')[at], colour('desk')[at])).toBeGreaterThanOrEqual(3)
  })
})

test('[UI17] initials are the first letters of the first two words', () => {
  expect(initialsOf('марина котова')).toBe('МК')
  expect(initialsOf('О. В. Демина')).toBe('ОВ')
  expect(initialsOf('Anna')).toBe('A')
  expect(initialsOf('7-й отдел')).toBe('7О')
  expect(initialsOf('«»')).toBe('?')
})
