import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extensionIds } from '../extensions/ids.ts'
import type { DecodedExtension } from '../model.ts'
import { parseCertificate } from '../certificate.ts'
import { describeCertificate } from './certificate.ts'
import { extensionHelp } from './extension-help.ts'
import { extensionLines } from './extension-lines.ts'
import { describeExtension } from './extension.ts'

const folder = mkdtempSync(join(tmpdir(), 'describe-'))
afterAll(() => rmSync(folder, { recursive: true }))

const config = `
[req]
distinguished_name = dn
prompt = no
x509_extensions = ext
[dn]
C = DE
O = "Example, Inc."
CN = Example Issuing
[ext]
basicConstraints = critical,CA:TRUE,pathlen:1
keyUsage = critical,keyCertSign,cRLSign
extendedKeyUsage = serverAuth,1.2.3.4
subjectKeyIdentifier = hash
subjectAltName = DNS:example.test,IP:192.0.2.7,email:a@example.test,URI:http://example.test/,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:u@example.test
nameConstraints = critical,permitted;DNS:example.test,excluded;IP:10.0.0.0/255.0.0.0
crlDistributionPoints = URI:http://example.test/a.crl
authorityInfoAccess = OCSP;URI:http://ocsp.example.test/,caIssuers;URI:http://example.test/a.cer
certificatePolicies = 2.23.140.1.2.1,@policy
policyConstraints = requireExplicitPolicy:0
inhibitAnyPolicy = 2
tlsfeature = status_request
1.2.3.4.5 = ASN1:UTF8:private
2.5.29.16 = DER:3003020101
[policy]
policyIdentifier = 1.3.6.1.4.1.99999.1
CPS.1 = http://example.test/cps
userNotice.1 = @notice
[notice]
explicitText = Be careful
`

let der: Uint8Array
beforeAll(() => {
  writeFileSync(join(folder, 'c.cnf'), config)
  const path = (name: string): string => join(folder, name)
  execFileSync('openssl', ['ecparam', '-genkey', '-name', 'prime256v1', '-out', path('k.pem')])
  der = execFileSync('openssl', [
    'req',
    '-x509',
    '-new',
    '-key',
    path('k.pem'),
    '-config',
    path('c.cnf'),
    '-outform',
    'DER',
    '-days',
    '30',
    '-set_serial',
    '0x1234'
  ])
})

describe('a certificate in plain words', () => {
  it('tells names, dates, key and fingerprints of a certificate that OpenSSL made', () => {
    const shown = describeCertificate(parseCertificate(der))
    expect(shown).toMatchObject({
      version: 3,
      serial: '1234',
      subject: 'C=DE,O=Example\\, Inc.,CN=Example Issuing',
      selfIssued: true,
      keyAlgorithm: 'P-256',
      signatureAlgorithm: 'ECDSA with SHA-256'
    })
    const openssl = execFileSync('openssl', ['x509', '-inform', 'DER', '-noout', '-fingerprint', '-sha256'], {
      input: der
    }).toString()
    expect(openssl.trim().split('=')[1]?.replaceAll(':', '').toLowerCase()).toBe(shown.fingerprints.sha256)
    expect(shown.names).toEqual([
      { type: 'DNS name', value: 'example.test' },
      { type: 'IP address', value: '192.0.2.7' },
      { type: 'E-mail address', value: 'a@example.test' },
      { type: 'URI', value: 'http://example.test/' },
      { type: 'User principal name', value: 'u@example.test' }
    ])
  })

  it('puts every extension into lines that a person can read', () => {
    const shown = describeCertificate(parseCertificate(der))
    const lines = Object.fromEntries(shown.extensions.map((extension) => [extension.label, extension.lines]))
    expect(lines).toMatchObject({
      'Basic constraints': ['Certification authority', 'At most 1 authority below'],
      'Key usage': ['Certificate signing', 'CRL signing'],
      'Extended key usage': ['TLS server authentication (1.3.6.1.5.5.7.3.1)', '1.2.3.4'],
      'Name constraints': ['Permitted: DNS name: example.test', 'Excluded: IP address: 10.0.0.0/8'],
      'CRL distribution points': ['URI: http://example.test/a.crl'],
      'Authority information access': [
        'OCSP: URI: http://ocsp.example.test/',
        'CA issuers: URI: http://example.test/a.cer'
      ],
      'Certificate policies': [
        'TLS domain validated (2.23.140.1.2.1)',
        '1.3.6.1.4.1.99999.1',
        '  Practice statement: http://example.test/cps',
        '  Notice: Be careful'
      ],
      'Policy constraints': ['A policy must be named after 0 more certificates'],
      'Inhibit any policy': ['“Any policy” counts for nothing after 2 more certificates'],
      'TLS feature (RFC 7633)': ['status_request (5): the server must staple an OCSP response'],
      '1.2.3.4.5': ['0c0770726976617465']
    })
    expect(shown.extensions.find(({ oid }) => oid === '2.5.29.19')?.critical).toBe(true)
  })

  it('says of an extension that breaks its syntax what is wrong, and keeps its bytes', () => {
    const broken = describeExtension({
      oid: extensionIds.basicConstraints,
      critical: true,
      value: Uint8Array.of(0x30, 0x05, 0x01)
    })
    expect(broken.lines[0]).toContain('Cannot be decoded')
    expect(broken.hex).toBe('300501')
  })

  it('has two lines of help for every extension that is decoded', () => {
    for (const oid of Object.values(extensionIds)) {
      const text = extensionHelp(oid)
      expect(text, oid).not.toBeNull()
      expect(text?.split('\n'), oid).toHaveLength(2)
    }
  })

  it('describes what only CRLs and rare certificates carry', () => {
    const shown = (extension: DecodedExtension): string[] => extensionLines(extension)
    expect(shown({ kind: 'crlNumber', value: '0100' })).toEqual(['256'])
    expect(shown({ kind: 'deltaCrlIndicator', value: '0a' })).toEqual(['Changes since the complete CRL number 10'])
    expect(shown({ kind: 'reasonCode', value: 'keyCompromise' })).toEqual(['Key compromise'])
    expect(shown({ kind: 'invalidityDate', value: Date.UTC(2026, 1, 3) })).toEqual([
      'Not to be trusted since 2026-02-03 00:00:00 UTC'
    ])
    expect(
      shown({ kind: 'authorityKeyIdentifier', value: { keyId: Uint8Array.of(1, 0xab), issuer: [], serial: null } })
    ).toEqual(['Key id: 01:AB'])
    expect(
      shown({
        kind: 'issuingDistributionPoint',
        value: {
          fullName: [],
          relativeName: null,
          onlyUserCertificates: true,
          onlyCaCertificates: false,
          onlySomeReasons: ['keyCompromise'],
          indirectCrl: true,
          onlyAttributeCertificates: false
        }
      })
    ).toEqual([
      'Only end-entity certificates',
      'Only for the reasons: Key compromise',
      'Also certificates of other issuers (indirect CRL)'
    ])
    expect(
      shown({
        kind: 'nameConstraints',
        value: { permitted: [], excluded: [{ base: { kind: 'dns', value: '' }, minimum: 0, maximum: null }] }
      })
    ).toEqual(['Excluded: DNS name:  (every one)'])
  })
})
