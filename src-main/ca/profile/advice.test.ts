import { describe, expect, it } from 'vitest'
import { starterNames, type ProfileContent } from '../../../src-shared/model/profile.ts'
import { profileAdvice } from './advice.ts'
import { starterContent, listStarters } from './starters.ts'

const now = Date.UTC(2026, 10, 20)
const server = starterContent('tls-server')
const rules = (content: ProfileContent): string[] => profileAdvice(content, now).map(({ rule }) => rule)

describe('advice on profiles', () => {
  it.each(starterNames)('has nothing against the starter %s', (name) => {
    expect(rules(starterContent(name))).toEqual([])
  })

  const subordinate = starterContent('subordinate-ca')
  const usage = (bits: NonNullable<ProfileContent['keyUsage']>['bits'], critical = true): Partial<ProfileContent> => ({
    keyUsage: { critical, bits }
  })
  const cases: readonly (readonly [string, ProfileContent, Partial<ProfileContent>])[] = [
    ['advice.server-names', server, { alternativeNames: { ...server.alternativeNames, rules: [] } }],
    ['advice.mailbox', starterContent('smime'), { alternativeNames: { ...server.alternativeNames } }],
    ['advice.key-cert-sign', server, usage(['keyCertSign'])],
    ['advice.authority-usage', subordinate, usage(['cRLSign'])],
    ['advice.authority-encipherment', subordinate, usage(['keyCertSign', 'keyEncipherment'])],
    ['advice.class', server, { certificateClass: 'authority' }],
    ['advice.path-length', server, { basicConstraints: { critical: true, authority: false, pathLength: 0 } }],
    ['advice.basic-critical', subordinate, { basicConstraints: { critical: false, authority: true, pathLength: 0 } }],
    ['advice.name-constraints', server, { nameConstraints: { critical: true, permitted: [], excluded: [] } }],
    [
      'advice.name-constraints-critical',
      subordinate,
      { nameConstraints: { critical: false, permitted: [], excluded: [] } }
    ],
    ['advice.key-usage', server, { keyUsage: null }],
    ['advice.key-usage-critical', server, usage(['digitalSignature'], false)],
    ['advice.any-purpose', server, { extendedKeyUsage: { critical: false, oids: ['2.5.29.37.0'] } }],
    [
      'advice.time-stamping',
      starterContent('time-stamp-authority'),
      { extendedKeyUsage: { critical: false, oids: ['1.3.6.1.5.5.7.3.8'] } }
    ],
    ['advice.ocsp-no-check', starterContent('ocsp-responder'), { ocspNoCheck: false }],
    ['advice.no-check-purpose', server, { ocspNoCheck: true }],
    ['advice.key-kind', server, usage(['keyEncipherment'])],
    ['advice.from-request', server, { extensionsFromRequest: ['2.5.29.19'] }],
    ['advice.nobody', server, { alternativeNames: { ...server.alternativeNames, required: false } }],
    ['advice.br-validity', server, { publicTrust: 'tls' }],
    ['advice.br-policy', server, { publicTrust: 'tls' }],
    ['advice.br-key', server, { publicTrust: 'tls' }],
    ['advice.smime-validity', starterContent('smime'), { publicTrust: 'smime', maximumValidity: '5y' }],
    ['advice.br-status', server, { publicTrust: 'tls', pointers: { ...server.pointers, crl: false } }],
    [
      'profile.pattern',
      server,
      {
        subject: {
          ...server.subject,
          attributes: [{ type: 'CN', source: 'from-request', value: null, required: false, pattern: '(' }]
        }
      }
    ],
    [
      'profile.attribute',
      server,
      {
        subject: {
          ...server.subject,
          attributes: [{ type: 'nonsense', source: 'from-request', value: null, required: false, pattern: null }]
        }
      }
    ]
  ]
  it.each(cases)('%s', (rule, content, change) => {
    expect(rules({ ...content, ...change })).toContain(rule)
  })

  it('offers every starter with words of its own', () => {
    expect(new Set(listStarters().map(({ label }) => label)).size).toBe(starterNames.length)
  })
})
