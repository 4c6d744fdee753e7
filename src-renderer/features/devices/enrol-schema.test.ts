import { expect, test } from 'vitest'
import { enrolSchema, enrolStart, minutesOf } from './enrol-schema.ts'

test('a name that the protocol cannot bind is refused where it is typed', () => {
  const values = { ...enrolStart, name: 'printer-7', names: ['printer@example.org'] }
  expect(enrolSchema.safeParse(values).success).toBe(true)
  expect(enrolSchema.safeParse({ ...values, protocol: 'est' }).error?.issues[0]?.path).toEqual(['names', 0])
})

test('a validity is a span, or left to the profile', () => {
  const values = { ...enrolStart, name: 'printer-7' }
  for (const validity of ['', '90d', '1y6mo']) expect(enrolSchema.safeParse({ ...values, validity }).success).toBe(true)
  expect(enrolSchema.safeParse({ ...values, validity: 'soon' }).error?.issues[0]?.path).toEqual(['validity'])
})

test('an end is said in minutes, hours or days, and lasts a year at most', () => {
  expect(minutesOf({ length: null, unit: 'days' })).toBeNull()
  expect(minutesOf({ length: 2, unit: 'hours' })).toBe(120)
  expect(minutesOf({ length: 400, unit: 'days' })).toBe(525_600)
})
