import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import { profileContent } from '../../../src-shared/model/profile.ts'
import { summaryLines } from './summary-lines.ts'

/** Says which words were asked for, with what. */
const t = ((key: string, values?: Record<string, unknown>) =>
  values === undefined ? key : `${key}${JSON.stringify(values)}`) as unknown as TFunction
const valueOf = (content: unknown, key: string): string | undefined =>
  summaryLines(profileContent.parse(content), t, 'en').find((line) => line.key === key)?.value

test('required names say so, fixed values stand as they are', () => {
  const content = {
    keyAlgorithms: ['P-256'],
    subject: {
      attributes: [
        { type: 'CN', required: true },
        { type: 'O', source: 'fixed', value: 'Example' }
      ]
    },
    alternativeNames: { rules: [{ type: 'dns', required: true }] }
  }
  expect(valueOf(content, 'subject')).toBe('summary.required{"name":"CN"}, O=Example')
  expect(valueOf(content, 'names')).toBe('summary.required{"name":"ui:nameType.dns"}')
})

test('usages are named with their label and say when they are critical', () => {
  const content = {
    keyAlgorithms: ['P-256'],
    keyUsage: { bits: ['digitalSignature'], critical: true },
    extendedKeyUsage: { oids: ['1.3.6.1.5.5.7.3.1'] }
  }
  expect(valueOf(content, 'keyUsage')).toBe('digitalSignature (ui:certificate.critical)')
  expect(valueOf(content, 'extendedKeyUsage')).toBe('TLS server authentication')
})

test('an extension that the profile does not set has no line', () => {
  const content = { keyAlgorithms: ['P-256'] }
  for (const key of ['keyUsage', 'extendedKeyUsage', 'basicConstraints', 'policies', 'nameConstraints', 'extensions']) {
    expect(valueOf(content, key)).toBeUndefined()
  }
})

test('a validity that may be chosen says up to where', () => {
  expect(valueOf({ keyAlgorithms: ['P-256'], maximumValidity: '398d' }, 'validity')).toBe(
    'summary.atMost{"span":"1 year","most":"398 days"}'
  )
})
