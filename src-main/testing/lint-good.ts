import { generateKeyPairSync } from 'node:crypto'
import type { KeyUsageBit } from '../../src-shared/model/profile.ts'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import type { LintContext } from '../ca/issue/lint-rule.ts'
import { authorityInfoAccessExtension } from '../pki/extensions/access.ts'
import { subjectAltNameExtension } from '../pki/extensions/alternative-names.ts'
import { basicConstraintsExtension } from '../pki/extensions/basic-constraints.ts'
import { crlDistributionPointsExtension, pointAt } from '../pki/extensions/distribution-points.ts'
import { authorityKeyIdentifierExtension, subjectKeyIdentifierExtension } from '../pki/extensions/key-identifiers.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../pki/extensions/key-usage.ts'
import { certificatePoliciesExtension } from '../pki/extensions/policies.ts'
import type { Certificate, Extension } from '../pki/model.ts'
import { keyAlgorithms } from '../../src-shared/model/algorithm.ts'
import { SEQUENCE } from '../pki/der/tags.ts'
import { DerWriter } from '../pki/der/writer.ts'
import { encodePublicKeyInfo } from '../pki/spki.ts'
import { algorithmDer, nameDer, shapedCertificate, type CertificateShape } from './lint-fixtures.ts'

/** Certificates that no rule of the linter has anything serious against, one a kind; a fixture bends one of them. */

const spki = (type: 'ec' | 'rsa' | 'ed25519', bits = 2048): Uint8Array => {
  if (type === 'ec')
    return new Uint8Array(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' })
    )
  if (type === 'ed25519')
    return new Uint8Array(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }))
  return new Uint8Array(
    generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'der' })
  )
}

const p384 = (): Uint8Array =>
  new Uint8Array(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'der' }))

/** A public key of this modulus and exponent; nobody has its private half. */
function rsaWith(modulus: bigint, exponent: bigint): Uint8Array {
  const key = new DerWriter(600).begin(SEQUENCE).integer(modulus).integer(exponent).end().finish()
  return encodePublicKeyInfo(keyAlgorithms['RSA-2048'], key)
}

/** Keys made once for all fixtures. */
export const fixtureKeys = {
  issuer: spki('ec'),
  ec: spki('ec'),
  rsa: spki('rsa'),
  weakRsa: spki('rsa', 1024),
  ed25519: spki('ed25519'),
  p384: p384(),
  oddRsa: rsaWith(2n ** 2050n + 1n, 65537n),
  smallExponentRsa: rsaWith(2n ** 2047n + 1n, 3n)
}

const keyId = (octet: number): Uint8Array => new Uint8Array(20).fill(octet)
const issuerName = nameDer('C=DE,O=Example,CN=Example Issuing')
const at = Date.UTC(2026, 10, 1)
const day = 86_400_000

const base: CertificateShape = {
  version: 3,
  serial: '5a0b1c2d3e4f5061728394a5b6c7d8e9',
  signatureAlgorithm: algorithmDer('ecdsa-sha256'),
  issuer: issuerName,
  subject: nameDer('C=DE,O=Example,CN=www.example.com'),
  notBefore: at,
  notAfter: at + 90 * day - 1000,
  publicKey: fixtureKeys.ec,
  subjectUniqueId: false,
  extensions: []
}

const aki = authorityKeyIdentifierExtension({ keyId: keyId(1), issuer: [], serial: null })
const ski = subjectKeyIdentifierExtension(keyId(2))
const crl = crlDistributionPointsExtension([pointAt(['http://pki.example.com/crl/issuing.crl'])])
const aia = authorityInfoAccessExtension([
  { method: '1.3.6.1.5.5.7.48.2', location: { kind: 'uri', value: 'http://pki.example.com/aia/issuing.cer' } },
  { method: '1.3.6.1.5.5.7.48.1', location: { kind: 'uri', value: 'http://pki.example.com/ocsp' } }
])
const usage = (...bits: KeyUsageBit[]): Extension => keyUsageExtension(bits)
const names = (...list: GeneralName[]): Extension => subjectAltNameExtension(list)
const policy = (oid: string): Extension => certificatePoliciesExtension([{ oid, qualifiers: [] }])

/** The issuer that the contexts name. */
export const fixtureIssuer: Certificate = shapedCertificate({
  ...base,
  issuer: nameDer('C=DE,O=Example,CN=Example Root'),
  subject: issuerName,
  notAfter: at + 3650 * day,
  publicKey: fixtureKeys.issuer,
  extensions: [
    basicConstraintsExtension({ ca: true, pathLength: 0 }),
    usage('keyCertSign', 'cRLSign'),
    subjectKeyIdentifierExtension(keyId(1)),
    aki
  ]
})

/** A shape and the context in which it is judged. */
export interface Good {
  readonly shape: CertificateShape
  readonly context: LintContext
}

const issued = (
  certificateClass: LintContext['certificateClass'],
  publicTrust: LintContext['publicTrust'] = 'none'
): LintContext => ({
  issuer: fixtureIssuer,
  certificateClass,
  publicTrust
})

const leafExtensions = [
  aki,
  ski,
  usage('digitalSignature'),
  extKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
  names({ kind: 'dns', value: 'www.example.com' }),
  crl,
  aia
]
const authorityExtensions = [
  aki,
  ski,
  basicConstraintsExtension({ ca: true, pathLength: 0 }),
  usage('keyCertSign', 'cRLSign'),
  crl,
  aia
]

export const good = {
  leaf: { shape: { ...base, extensions: leafExtensions }, context: issued('end-entity') },
  authority: {
    shape: { ...base, subject: nameDer('C=DE,O=Example,CN=Example Sub'), extensions: authorityExtensions },
    context: issued('authority')
  },
  tls: {
    shape: {
      ...base,
      subject: nameDer('C=DE,CN=www.example.com'),
      extensions: [aki, ...leafExtensions.slice(2), policy('2.23.140.1.2.1')]
    },
    context: issued('end-entity', 'tls')
  },
  tlsOrganization: {
    shape: {
      ...base,
      subject: nameDer('C=DE,L=Berlin,O=Example,CN=www.example.com'),
      extensions: [aki, ...leafExtensions.slice(2), policy('2.23.140.1.2.2')]
    },
    context: issued('end-entity', 'tls')
  },
  tlsIndividual: {
    shape: {
      ...base,
      subject: nameDer('C=DE,L=Berlin,SN=Muster,GN=Erika,CN=www.example.com'),
      extensions: [aki, ...leafExtensions.slice(2), policy('2.23.140.1.2.3')]
    },
    context: issued('end-entity', 'tls')
  },
  tlsAuthority: {
    shape: {
      ...base,
      subject: nameDer('C=DE,O=Example,CN=Example Sub'),
      extensions: [...authorityExtensions, extKeyUsageExtension(['1.3.6.1.5.5.7.3.1']), policy('2.23.140.1.2.1')]
    },
    context: issued('authority', 'tls')
  },
  tlsRoot: {
    shape: {
      ...base,
      issuer: nameDer('C=DE,O=Example,CN=Example Root'),
      subject: nameDer('C=DE,O=Example,CN=Example Root'),
      extensions: [ski, basicConstraintsExtension({ ca: true, pathLength: null }), usage('keyCertSign', 'cRLSign')]
    },
    context: { certificateClass: 'authority', publicTrust: 'tls' }
  },
  smime: {
    shape: {
      ...base,
      subject: nameDer('CN=ann@example.com'),
      extensions: [
        aki,
        ski,
        usage('digitalSignature'),
        extKeyUsageExtension(['1.3.6.1.5.5.7.3.4']),
        names({ kind: 'email', value: 'ann@example.com' }),
        crl,
        aia,
        policy('2.23.140.1.5.1.3')
      ]
    },
    context: issued('end-entity', 'smime')
  },
  smimeSponsor: {
    shape: {
      ...base,
      subject: nameDer('C=DE,O=Example,2.5.4.97=NTRDE-HRB1234,SN=Muster,GN=Ann,CN=Ann Muster'),
      extensions: [
        aki,
        ski,
        usage('digitalSignature'),
        extKeyUsageExtension(['1.3.6.1.5.5.7.3.4']),
        names({ kind: 'email', value: 'ann@example.com' }),
        crl,
        aia,
        policy('2.23.140.1.5.3.2')
      ]
    },
    context: issued('end-entity', 'smime')
  },
  responder: {
    shape: {
      ...base,
      subject: nameDer('CN=Responder'),
      extensions: [
        aki,
        ski,
        usage('digitalSignature'),
        extKeyUsageExtension(['1.3.6.1.5.5.7.3.9']),
        { oid: '1.3.6.1.5.5.7.48.1.5', critical: false, value: Uint8Array.of(5, 0) }
      ]
    },
    context: issued('service')
  },
  stamps: {
    shape: {
      ...base,
      subject: nameDer('CN=Stamps'),
      extensions: [aki, ski, usage('digitalSignature'), extKeyUsageExtension(['1.3.6.1.5.5.7.3.8'], true), crl, aia]
    },
    context: issued('service')
  }
} as const satisfies Record<string, Good>
export type GoodName = keyof typeof good
