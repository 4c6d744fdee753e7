import { expect, test } from 'vitest'
import { z } from 'zod'
import { authoritySettings, authoritySettingsPatch } from './authority.ts'
import { patched, patchOf } from './patch.ts'

const shape = {
  name: z.string().default('nobody').meta({ help: 'Who.' }),
  end: z.number().nullable().default(null),
  list: z.array(z.string())
}

test('a patch fills nothing in, takes each field as the whole does, and refuses others', () => {
  const patch = patchOf(shape)
  expect(patch.parse({})).toEqual({})
  expect(patch.parse({ end: null, name: 'somebody' })).toEqual({ end: null, name: 'somebody' })
  expect(patch.safeParse({ name: 7 }).success).toBe(false)
  expect(patch.safeParse({ other: 1 }).success).toBe(false)
  expect(z.globalRegistry.get(patch.shape.name)).toMatchObject({ help: 'Who.' })
})

test('what a patch has takes the place of what was, and null is a value', () => {
  const before = { name: 'anna', end: 7 as number | null, list: ['a'] }
  expect(patched(before, { end: null, name: undefined })).toEqual({ name: 'anna', end: null, list: ['a'] })
})

test('the settings of an authority can be changed one by one, and a whole set is a patch as well', () => {
  expect(authoritySettingsPatch.parse({ crl: { partition: 'kinds' } })).toEqual({ crl: { partition: 'kinds' } })
  const whole = authoritySettings.parse({ description: 'x' })
  expect(authoritySettingsPatch.parse(whole)).toEqual(whole)
})
