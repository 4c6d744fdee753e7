import { describe, expect, test } from 'vitest'
import { authoritySettings, newAuthoritySettings, settingsOfNewAuthority } from './authority.ts'

const times = (crl: { life?: string; overlap?: string }, kind: 'root' | 'subordinate'): string => {
  const made = settingsOfNewAuthority(newAuthoritySettings.parse({ crl }), kind)
  return `${made.crl.life} ${made.crl.overlap}`
}

describe('CRL times of a new authority', () => {
  test.each([
    ['root', {}, '180d 30d'],
    ['subordinate', {}, '7d 1d'],
    ['root', { life: '90d' }, '90d 30d'],
    ['root', { life: '90d', overlap: '10d' }, '90d 10d'],
    ['root', { overlap: '2d' }, '180d 2d'],
    ['subordinate', { life: '30d' }, '30d 1d']
  ] as const)('%s with %j: %s', (kind, given, expected) => {
    expect(times(given, kind)).toBe(expected)
  })

  test.each([
    ['root', '7d', '7d 28h'],
    ['root', '30d', '30d 120h'],
    ['subordinate', '12h', '12h 2h'],
    ['subordinate', '30m', '30m 300s']
  ] as const)('a %s whose CRLs live %s only gets an overlap within that: %s', (kind, life, expected) => {
    expect(times({ life }, kind)).toBe(expected)
  })

  test('settings that are complete stay as they are', () => {
    const whole = authoritySettings.parse({ description: 'x', crl: { life: '3d', overlap: '1h', scheduled: false } })
    expect(settingsOfNewAuthority(whole, 'root')).toEqual(whole)
  })
})
