import { expect, test } from 'vitest'
import { en as acme } from '../acme/texts.ts'
import { serviceKinds } from './kinds.ts'

test('kinds are found by their place and stand in their order, each under an address of its own', () => {
  expect(serviceKinds.map(({ id }) => id)).toContain('acme')
  expect(new Set(serviceKinds.map(({ id }) => id)).size).toBe(serviceKinds.length)
  expect(serviceKinds.map(({ order }) => order)).toEqual(
    serviceKinds.map(({ order }) => order).toSorted((a, b) => a - b)
  )
})

test('the words of ACME are there', () => {
  const kind = serviceKinds.find(({ id }) => id === 'acme')
  expect([kind?.label, kind?.purpose]).toEqual(['acme:kind', 'acme:purpose'])
  expect(acme.kind).toBe('ACME')
})
