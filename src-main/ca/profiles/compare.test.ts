import { describe, expect, it } from 'vitest'
import { profileContent } from '../../../src-shared/model/profile.ts'
import { compareContents } from './compare.ts'

const base = profileContent.parse({
  keyAlgorithms: ['P-256', 'RSA-3072'],
  subject: {
    attributes: [
      { type: 'CN', required: true },
      { type: 'O', source: 'fixed', value: 'Example' }
    ]
  },
  keyUsage: { bits: ['digitalSignature'] }
})

describe('comparing two revisions of a profile', () => {
  it('finds nothing between equal contents', () => {
    expect(compareContents(base, structuredClone(base))).toEqual([])
  })

  it('names each changed field with its path, before and after', () => {
    const changed = profileContent.parse({
      ...base,
      keyAlgorithms: ['P-256'],
      keyUsage: null,
      subject: {
        ...base.subject,
        attributes: [
          { type: 'CN', required: false },
          { type: 'O', source: 'fixed', value: 'Other' }
        ]
      },
      validity: { kind: 'duration', duration: '90d' }
    })
    expect(compareContents(base, changed)).toEqual([
      { field: 'subject.attributes.CN.required', before: 'true', after: 'false' },
      { field: 'subject.attributes.O.value', before: 'Example', after: 'Other' },
      { field: 'keyAlgorithms', before: 'P-256, RSA-3072', after: 'P-256' },
      { field: 'keyUsage', before: '{"bits":["digitalSignature"],"critical":true}', after: '' },
      { field: 'validity.duration', before: '1y', after: '90d' }
    ])
  })

  it('tells an added and a removed rule, and a changed order', () => {
    const [cn, o] = base.subject.attributes
    const swapped = { ...base, subject: { ...base.subject, attributes: [o!, cn!] } }
    expect(compareContents(base, swapped)).toEqual([
      { field: 'subject.attributes (order)', before: 'CN, O', after: 'O, CN' }
    ])
    const fewer = { ...base, subject: { ...base.subject, attributes: [cn!] } }
    expect(compareContents(base, fewer).map(({ field, after }) => [field, after])).toEqual([
      ['subject.attributes.O', '']
    ])
  })
})
