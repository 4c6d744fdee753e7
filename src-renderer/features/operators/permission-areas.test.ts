import { expect, test } from 'vitest'
import { permissions } from '../../../src-shared/model/permission.ts'
import { permissionAreas } from './permission-areas.ts'
import { de, en } from './texts.ts'

test('every permission stands in exactly one area', () => {
  expect(permissionAreas().flatMap((area) => area.permissions)).toHaveLength(permissions.length)
  expect(new Set(permissionAreas().flatMap((area) => area.permissions))).toEqual(new Set(permissions))
})

test('every area and every verb has words in both languages', () => {
  for (const words of [en, de]) {
    const areas: Readonly<Record<string, string>> = words.area
    const verbs: Readonly<Record<string, string>> = words.verb
    for (const { area, permissions: list } of permissionAreas()) {
      expect(areas[area], area).toBeTruthy()
      for (const permission of list) expect(verbs[permission.split('.')[1] ?? ''], permission).toBeTruthy()
    }
  }
})
