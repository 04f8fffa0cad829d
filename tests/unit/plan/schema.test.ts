/** What may be written into the registers of a plan. */
import { describe, expect, it } from 'vitest'
import { REGISTERS, type Root, isFragmentField, isSafeHref } from '../../../shared/plan/schema.ts'

const takes = (root: Root, field: string, value: unknown): boolean => REGISTERS[root][field]?.(value) ?? false

describe('the schema', () => {
  it.each<[Root, string, unknown]>([
    ['rows', 'pos', ['s1', null, 'a0']],
    ['rows', 'number', { mode: 'typed', text: '2.18' }],
    ['rows', 'del', { by: 'anna', at: 1 }],
    ['rows', 'del', null],
    ['meta', 'year', 2022],
    ['cols', 'title', 'Ответственный'],
    ['sections', 'dept', null],
  ])('[DM9] %s.%s takes %j', (root, field, value) => expect(takes(root, field, value)).toBe(true))

  it.each<[Root, string, unknown]>([
    ['rows', 'pos', ['s1', null]],
    ['rows', 'pos', ['s1', null, 'a-0']],
    ['rows', 'pos', ['__proto__ x', null, 'a0']],
    ['rows', 'number', { mode: 'typed', text: 'x'.repeat(41) }],
    ['rows', 'state', 'finished'],
    ['rows', 'del', { by: 'anna' }],
    ['meta', 'year', '2022'],
    ['meta', 'year', 3000],
    ['cols', 'title', 'x'.repeat(201)],
    ['rows', 'surprise', 1],
  ])('[DM9] %s.%s refuses %j', (root, field, value) => expect(takes(root, field, value)).toBe(false))

  it('[DM9] text stands in cells, section titles and the blocks around the table alone', () => {
    expect(isFragmentField('rows', 'c:title') && isFragmentField('sections', 'title')).toBe(true)
    expect(isFragmentField('rows', 'title') || isFragmentField('meta', 'organisation')).toBe(false)
  })

  it.each([
    ['https://libkem.su/', true],
    ['mailto:a@b.ru', true],
    ['javascript:alert(1)', false],
    [' https://libkem.su', false],
    ['https://a\u0000b', false],
    ['//libkem.su', false],
  ])('[DM9] the link %j is safe: %s', (href, safe) => expect(isSafeHref(href)).toBe(safe))
})
