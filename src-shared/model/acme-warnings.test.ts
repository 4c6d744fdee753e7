import { describe, expect, it } from 'vitest'
import { acmeWarningsOf, type AcmeEntry } from './acme-warnings.ts'
import { defaultAcmeSettings } from './acme.ts'

const careful: AcmeEntry = { settings: defaultAcmeSettings, eab: 'random', approvedNames: [], approval: 'auto' }
const { challenges } = defaultAcmeSettings

describe('an ACME service is called weak', () => {
  it('not as it is made by default', () => {
    expect(acmeWarningsOf(careful)).toEqual([])
  })

  it('where every attested device gets a certificate that nobody looked at', () => {
    const settings = {
      ...defaultAcmeSettings,
      challenges: ['device-attest-01' as const],
      attestedDevices: 'any' as const
    }
    expect(acmeWarningsOf({ ...careful, settings })).toEqual(['any-device'])
    expect(acmeWarningsOf({ ...careful, settings, approval: 'one' })).toEqual([])
    expect(acmeWarningsOf({ ...careful, settings: { ...settings, attestedDevices: 'listed' } })).toEqual([])
    expect(acmeWarningsOf({ ...careful, settings: { ...settings, challenges } })).toEqual([])
  })

  it('where pre-approved names are given to whoever asks', () => {
    const open = { ...careful, eab: 'none' as const, approvedNames: ['*.example.test'] }
    expect(acmeWarningsOf(open)).toEqual(['names-for-anybody'])
    expect(acmeWarningsOf({ ...open, approval: 'two' })).toEqual([])
    expect(acmeWarningsOf({ ...open, eab: 'fixed' })).toEqual([])
    expect(acmeWarningsOf({ ...open, approvedNames: [] })).toEqual([])
  })

  it('where answers by mail need no signature', () => {
    const settings = { ...defaultAcmeSettings, mailUnsignedDomains: ['example.test'] }
    expect(acmeWarningsOf({ ...careful, settings })).toEqual([])
    const asked = { ...settings, challenges: ['email-reply-00' as const] }
    expect(acmeWarningsOf({ ...careful, settings: asked, approval: 'two' })).toEqual(['unsigned-mail'])
  })
})
