import { AsnConvert } from '@peculiar/asn1-schema'
import * as asn from '@peculiar/asn1-x509'
import { describe, expect, it } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { vectors } from '../../testing/vectors.ts'
import { parseCertificate } from '../certificate.ts'
import { parseCrl } from '../crl.ts'
import { bytesOfHex, hexOf } from '../der/hex.ts'
import type { DecodedExtension, Extension } from '../model.ts'
import { accessMethods, authorityInfoAccessExtension, subjectInfoAccessExtension } from './access.ts'
import { certificateIssuerExtension, issuerAltNameExtension, subjectAltNameExtension } from './alternative-names.ts'
import { basicConstraintsExtension } from './basic-constraints.ts'
import { precertPoisonExtension } from './certificate-transparency.ts'
import { crlNumberExtension, deltaCrlIndicatorExtension, invalidityDateExtension, reasonCodeExtension } from './crl.ts'
import { decodeExtension } from './decode.ts'
import { subjectDirectoryAttributesExtension } from './directory-attributes.ts'
import {
  crlDistributionPointsExtension,
  freshestCrlExtension,
  issuingDistributionPointExtension,
  pointAt
} from './distribution-points.ts'
import { extensionIds } from './ids.ts'
import { authorityKeyIdentifierExtension, subjectKeyIdentifierExtension } from './key-identifiers.ts'
import { extKeyUsageExtension, keyUsageExtension } from './key-usage.ts'
import { sidExtension, templateExtension, templateNameExtension } from './microsoft.ts'
import { nameConstraintsExtension } from './name-constraints.ts'
import {
  certificatePoliciesExtension,
  inhibitAnyPolicyExtension,
  policyConstraintsExtension,
  policyMappingsExtension
} from './policies.ts'
import { MUST_STAPLE, ocspNoCheckExtension, qcStatementsExtension, tlsFeatureExtension } from './statements.ts'

/** Encodes a decoded extension again, or null for kinds that are only read. */
function encodeAgain(decoded: DecodedExtension, critical: boolean): Extension | null {
  switch (decoded.kind) {
    case 'basicConstraints':
      return basicConstraintsExtension(decoded.value, critical)
    case 'keyUsage':
      return keyUsageExtension(decoded.value, critical)
    case 'extKeyUsage':
      return extKeyUsageExtension(decoded.value, critical)
    case 'subjectAltName':
      return subjectAltNameExtension(decoded.value, critical)
    case 'issuerAltName':
      return issuerAltNameExtension(decoded.value)
    case 'certificateIssuer':
      return certificateIssuerExtension(decoded.value)
    case 'subjectKeyIdentifier':
      return subjectKeyIdentifierExtension(decoded.value)
    case 'authorityKeyIdentifier':
      return authorityKeyIdentifierExtension(decoded.value)
    case 'certificatePolicies':
      return certificatePoliciesExtension(decoded.value, critical)
    case 'policyMappings':
      return policyMappingsExtension(decoded.value, critical)
    case 'policyConstraints':
      return policyConstraintsExtension(decoded.value)
    case 'inhibitAnyPolicy':
      return inhibitAnyPolicyExtension(decoded.value)
    case 'nameConstraints':
      return nameConstraintsExtension(decoded.value, critical)
    case 'crlDistributionPoints':
      return crlDistributionPointsExtension(decoded.value)
    case 'freshestCrl':
      return freshestCrlExtension(decoded.value)
    case 'authorityInfoAccess':
      return authorityInfoAccessExtension(decoded.value)
    case 'subjectInfoAccess':
      return subjectInfoAccessExtension(decoded.value)
    case 'ocspNoCheck':
      return ocspNoCheckExtension
    case 'precertPoison':
      return precertPoisonExtension
    case 'tlsFeature':
      return tlsFeatureExtension(decoded.value)
    case 'qcStatements':
      return qcStatementsExtension(decoded.value, critical)
    case 'msTemplateName':
      return templateNameExtension(decoded.value)
    case 'msTemplate':
      return templateExtension(decoded.value)
    case 'msSid':
      return sidExtension(decoded.value)
    case 'subjectDirectoryAttributes':
      return subjectDirectoryAttributesExtension(decoded.value)
    case 'crlNumber':
      return crlNumberExtension(decoded.value)
    case 'deltaCrlIndicator':
      return deltaCrlIndicatorExtension(decoded.value)
    case 'issuingDistributionPoint':
      return issuingDistributionPointExtension(decoded.value)
    case 'reasonCode':
      return reasonCodeExtension(decoded.value)
    case 'invalidityDate':
      return invalidityDateExtension(decoded.value)
    default:
      return null
  }
}

/** The suite has a notice beyond the 200 characters of RFC 5280: read, but not written. */
const hasLongNotice = (decoded: DecodedExtension): boolean =>
  decoded.kind === 'certificatePolicies' &&
  decoded.value.some((policy) =>
    policy.qualifiers.some((qualifier) => qualifier.kind === 'userNotice' && (qualifier.text?.length ?? 0) > 200)
  )

/** The suite writes directory names and notices in older string types, which we read and write as UTF8String. */
const holdsText: ReadonlySet<string> = new Set([
  'nameConstraints',
  'crlDistributionPoints',
  'freshestCrl',
  'certificateIssuer',
  'certificatePolicies',
  'issuingDistributionPoint',
  'subjectAltName',
  'authorityKeyIdentifier',
  'subjectInfoAccess',
  'authorityInfoAccess'
])

const suite: readonly Extension[] = [
  ...vectors('pkits/certs', '.crt').flatMap(({ bytes }) => parseCertificate(bytes).extensions),
  ...vectors('pkits/crls', '.crl').flatMap(({ bytes }) => [
    ...parseCrl(bytes).extensions,
    ...[...parseCrl(bytes).entries()].flatMap((entry) => entry.extensions)
  ])
]

describe('extensions of the NIST suite', () => {
  it('survive decoding and encoding, byte for byte where no text changes its type', () => {
    let exact = 0
    let longNotices = 0
    const kinds = new Set<string>()
    for (const extension of suite) {
      const decoded = decodeExtension(extension)
      kinds.add(decoded.kind)
      if (hasLongNotice(decoded)) {
        longNotices++
        continue
      }
      const again = encodeAgain(decoded, extension.critical)
      if (again === null) continue
      expect(decodeExtension(again)).toEqual(decoded)
      if (holdsText.has(decoded.kind)) continue
      expect(hexOf(again.value)).toBe(hexOf(extension.value))
      exact++
    }
    expect(suite.length).toBeGreaterThan(2300)
    expect(exact).toBeGreaterThan(1200)
    expect(longNotices).toBe(1)
    expect(kinds.size).toBeGreaterThanOrEqual(17)
  })
})

const point = pointAt(['http://crl.example.test/a.crl'])

/** One of each, with the DER that X.690 gives for it where that fits on a line. */
const samples: readonly (readonly [Extension, string | null])[] = [
  [basicConstraintsExtension({ ca: true, pathLength: 0 }), '30060101ff020100'],
  [basicConstraintsExtension({ ca: false, pathLength: null }), '3000'],
  [keyUsageExtension(['keyCertSign', 'cRLSign']), '03020106'],
  [keyUsageExtension(['digitalSignature', 'decipherOnly']), '0303078080'],
  [extKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']), '301406082b0601050507030106082b06010505070302'],
  [subjectKeyIdentifierExtension(bytesOfHex('0102')), '04020102'],
  [
    authorityKeyIdentifierExtension({
      keyId: bytesOfHex('0102'),
      issuer: [{ kind: 'uri', value: 'http://a' }],
      serial: '80'
    }),
    '301480020102a10a8608687474703a2f2f6182020080'
  ],
  [
    subjectAltNameExtension([
      { kind: 'dns', value: 'a.test' },
      { kind: 'ip', value: '192.0.2.1' }
    ]),
    '300e8206612e746573748704c0000201'
  ],
  [issuerAltNameExtension([{ kind: 'email', value: 'ca@example.test' }]), null],
  [certificateIssuerExtension([{ kind: 'directory', value: [[{ oid: '2.5.4.3', value: 'Other' }]] }]), null],
  [
    certificatePoliciesExtension([
      { oid: '2.23.140.1.2.1', qualifiers: [] },
      {
        oid: '1.3.6.1.4.1.99999.1',
        qualifiers: [
          { kind: 'cps', uri: 'https://ca.example.test/cps' },
          { kind: 'userNotice', organization: 'Example', noticeNumbers: [1, 2], text: 'Ask before use. Ä' }
        ]
      }
    ]),
    null
  ],
  [policyMappingsExtension([{ issuerDomain: '1.2.3', subjectDomain: '1.2.4' }]), '300a300806022a0306022a04'],
  [policyConstraintsExtension({ requireExplicitPolicy: 0, inhibitPolicyMapping: 3 }), '3006800100810103'],
  [inhibitAnyPolicyExtension(2), '020102'],
  [
    nameConstraintsExtension({
      permitted: [
        { base: { kind: 'dns', value: 'example.test' }, minimum: 0, maximum: null },
        { base: { kind: 'ip', value: '10.0.0.0/8' }, minimum: 0, maximum: null }
      ],
      excluded: [
        { base: { kind: 'ip', value: '2001:db8::/32' }, minimum: 0, maximum: null },
        { base: { kind: 'email', value: '.example.test' }, minimum: 0, maximum: null },
        { base: { kind: 'dns', value: '' }, minimum: 0, maximum: null }
      ]
    }),
    null
  ],
  [
    crlDistributionPointsExtension([
      point,
      {
        ...point,
        reasons: ['keyCompromise', 'aACompromise'],
        crlIssuer: [{ kind: 'directory', value: [[{ oid: '2.5.4.3', value: 'CRL' }]] }]
      }
    ]),
    null
  ],
  [
    crlDistributionPointsExtension([
      { fullName: [], relativeName: [{ oid: '2.5.4.3', value: 'CRL1' }], reasons: null, crlIssuer: [] }
    ]),
    null
  ],
  [freshestCrlExtension([point]), null],
  [
    authorityInfoAccessExtension([
      { method: accessMethods.ocsp, location: { kind: 'uri', value: 'http://ocsp.example.test' } }
    ]),
    null
  ],
  [
    subjectInfoAccessExtension([
      { method: accessMethods.caRepository, location: { kind: 'uri', value: 'http://repo.example.test/' } }
    ]),
    null
  ],
  [ocspNoCheckExtension, '0500'],
  [precertPoisonExtension, '0500'],
  [tlsFeatureExtension([MUST_STAPLE]), '3003020105'],
  [
    qcStatementsExtension([
      { oid: '0.4.0.1862.1.1', info: null },
      { oid: '0.4.0.1862.1.3', info: bytesOfHex('02010a') }
    ]),
    null
  ],
  [templateNameExtension('WebServer'), '1e12005700650062005300650072007600650072'],
  [templateExtension({ oid: '1.3.6.1.4.1.311.21.8.1', majorVersion: 100, minorVersion: 3 }), null],
  [sidExtension('S-1-5-21-1004336348-1177238915-682003330-512'), null],
  [subjectDirectoryAttributesExtension([{ oid: '1.3.6.1.5.5.7.9.4', values: [bytesOfHex('13024445')] }]), null],
  [crlNumberExtension('0100'), '02020100'],
  [deltaCrlIndicatorExtension('80'), '02020080'],
  [
    issuingDistributionPointExtension({
      fullName: point.fullName,
      relativeName: null,
      onlyUserCertificates: true,
      onlyCaCertificates: false,
      onlySomeReasons: ['superseded'],
      indirectCrl: true,
      onlyAttributeCertificates: false
    }),
    null
  ],
  [reasonCodeExtension('keyCompromise'), '0a0101'],
  [reasonCodeExtension('removeFromCRL'), '0a0108'],
  [invalidityDateExtension(Date.UTC(2026, 0, 2, 3, 4, 5)), '180f' + Buffer.from('20260102030405Z').toString('hex')]
]

describe('each extension', () => {
  for (const [extension, hex] of samples) {
    const decoded = decodeExtension(extension)
    it(`${decoded.kind} is read as it was written${hex === null ? '' : `, as ${hex.slice(0, 40)}`}`, () => {
      expect(decoded.kind).not.toBe('unknown')
      const again = encodeAgain(decoded, extension.critical)
      expect(again === null ? null : hexOf(again.value)).toBe(hexOf(extension.value))
      if (hex !== null) expect(hexOf(extension.value)).toBe(hex)
    })
  }

  it('covers every OID of the table that can be written', () => {
    const written = new Set(samples.map(([extension]) => extension.oid))
    const onlyRead: string[] = [extensionIds.sctList, extensionIds.msApplicationPolicies]
    expect(Object.values(extensionIds).filter((oid) => !written.has(oid) && !onlyRead.includes(oid))).toEqual([])
  })

  it('means the same to @peculiar/asn1-x509', () => {
    const of = (oid: string): Uint8Array => samples.find(([extension]) => extension.oid === oid)![0].value
    expect(AsnConvert.parse(of(extensionIds.basicConstraints), asn.BasicConstraints)).toMatchObject({
      cA: true,
      pathLenConstraint: 0
    })
    expect(AsnConvert.parse(of(extensionIds.keyUsage), asn.KeyUsage).toJSON()).toEqual(['crlSign', 'keyCertSign'])
    const policies = AsnConvert.parse(of(extensionIds.certificatePolicies), asn.CertificatePolicies)
    expect(policies[1]!.policyQualifiers).toHaveLength(2)
    const constraints = AsnConvert.parse(of(extensionIds.nameConstraints), asn.NameConstraints)
    expect(constraints.permittedSubtrees?.[0]?.base.dNSName).toBe('example.test')
    const points = AsnConvert.parse(of(extensionIds.crlDistributionPoints), asn.CRLDistributionPoints)
    expect(points[1]!.reasons?.toJSON()).toEqual(['aACompromise', 'keyCompromise'])
    expect(AsnConvert.parse(of(extensionIds.issuingDistributionPoint), asn.IssuingDistributionPoint)).toMatchObject({
      indirectCRL: true,
      onlyContainsUserCerts: true
    })
    expect(
      AsnConvert.parse(of(extensionIds.authorityKeyIdentifier), asn.AuthorityKeyIdentifier).authorityCertIssuer?.[0]
        ?.uniformResourceIdentifier
    ).toBe('http://a')
  })
})

describe('extensions that only arrive', () => {
  it('a list of signed certificate timestamps is read', () => {
    const sct = '00' + 'aa'.repeat(32) + '0000018bcfe56800' + '0000' + '0403' + '0004' + '30020000'
    const list = (sct.length / 2).toString(16).padStart(4, '0') + sct
    const tls = (list.length / 2).toString(16).padStart(4, '0') + list
    const value = bytesOfHex('04' + (tls.length / 2).toString(16).padStart(2, '0') + tls)
    expect(decodeExtension({ oid: extensionIds.sctList, critical: false, value })).toMatchObject({
      kind: 'sctList',
      value: [{ version: 0, timestamp: 1_700_000_000_000, hash: 4, signature: 3 }]
    })
    for (let at = 2; at < value.length; at++) {
      const cut = Uint8Array.of(4, at - 2, ...value.subarray(2, at))
      if (at !== 2)
        expect(() => decodeExtension({ oid: extensionIds.sctList, critical: false, value: cut })).toThrow(ChanceryError)
    }
  })

  it('the SID of an account has the bytes that Windows writes', () => {
    const value = sidExtension('S-1-5-21-1').value
    expect(hexOf(value)).toBe('301ca01a060a2b060104018237190201a00c040a' + Buffer.from('S-1-5-21-1').toString('hex'))
  })

  it('an unknown one keeps its bytes', () => {
    expect(decodeExtension({ oid: '1.2.3', critical: true, value: bytesOfHex('ff') })).toEqual({
      kind: 'unknown',
      oid: '1.2.3',
      value: bytesOfHex('ff')
    })
  })
})

describe('what cannot be written is refused', () => {
  const refused: readonly (readonly [string, () => unknown, string])[] = [
    [
      'a path length without an authority',
      () => basicConstraintsExtension({ ca: false, pathLength: 1 }),
      'only an authority'
    ],
    ['an empty key usage', () => keyUsageExtension([]), 'at least one use'],
    ['an empty purpose list', () => extKeyUsageExtension([]), 'at least one purpose'],
    [
      'a policy twice',
      () =>
        certificatePoliciesExtension([
          { oid: '1.2.3', qualifiers: [] },
          { oid: '1.2.3', qualifiers: [] }
        ]),
      'twice'
    ],
    [
      'a long user notice',
      () =>
        certificatePoliciesExtension([
          {
            oid: '1.2.3',
            qualifiers: [{ kind: 'userNotice', organization: null, noticeNumbers: [], text: 'x'.repeat(201) }]
          }
        ]),
      '201 characters'
    ],
    ['empty name constraints', () => nameConstraintsExtension({ permitted: [], excluded: [] }), 'permit or exclude'],
    ['an empty distribution point', () => crlDistributionPointsExtension([pointAt([])]), 'address or a CRL issuer'],
    [
      'an empty issuing distribution point',
      () =>
        issuingDistributionPointExtension({
          fullName: [],
          relativeName: null,
          onlyUserCertificates: false,
          onlyCaCertificates: false,
          onlySomeReasons: null,
          indirectCrl: false,
          onlyAttributeCertificates: false
        }),
      'must not be empty'
    ],
    [
      'a reason without a flag',
      () => crlDistributionPointsExtension([{ ...point, reasons: ['removeFromCRL'] }]),
      'has no flag'
    ],
    ['an unspecified reason code', () => reasonCodeExtension('unspecified'), 'leaving the reason code out'],
    ['a negative CRL number', () => crlNumberExtension('-01'), 'negative'],
    ['text that is not a SID', () => sidExtension('S-1'), 'not a security identifier'],
    ['an empty list of names', () => subjectAltNameExtension([]), 'at least one'],
    ['a space in a DNS name', () => subjectAltNameExtension([{ kind: 'dns', value: 'a b' }]), 'visible ASCII'],
    ['an address that is none', () => subjectAltNameExtension([{ kind: 'ip', value: '192.0.2.256' }]), 'not an IPv4']
  ]
  for (const [what, build, message] of refused) {
    it(what, () => {
      expect(build).toThrow(message)
    })
  }
})
