import type { KeyUsageBit } from '../../src-shared/model/profile.ts'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import type { LintContext } from '../ca/issue/lint-rule.ts'
import { authorityInfoAccessExtension } from '../pki/extensions/access.ts'
import { subjectAltNameExtension } from '../pki/extensions/alternative-names.ts'
import { crlDistributionPointsExtension, pointAt } from '../pki/extensions/distribution-points.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../pki/extensions/key-usage.ts'
import { IA5_STRING, SEQUENCE, TELETEX_STRING, UTF8_STRING } from '../pki/der/tags.ts'
import type { DerWriter } from '../pki/der/writer.ts'
import type { Extension } from '../pki/model.ts'
import {
  algorithmDer,
  generalizedTime,
  nameDer,
  nameValueDer,
  rawExtension,
  rawNameDer,
  type CertificateShape
} from './lint-fixtures.ts'
import { fixtureKeys, type GoodName } from './lint-good.ts'

/** A good certificate bent so that exactly one rule is meant to speak; others may speak beside it. */
export interface Broken {
  readonly of: GoodName
  readonly change: (shape: CertificateShape) => Partial<CertificateShape>
  readonly context?: Partial<LintContext>
}

const withExtension = (shape: CertificateShape, extension: Extension): Partial<CertificateShape> => ({
  extensions: [...shape.extensions.filter((other) => other.oid !== extension.oid), extension]
})
const without = (shape: CertificateShape, oid: string): Partial<CertificateShape> => ({
  extensions: shape.extensions.filter((other) => other.oid !== oid)
})
const flipCritical =
  (oid: string) =>
  (shape: CertificateShape): Partial<CertificateShape> => ({
    extensions: shape.extensions.map((other) => (other.oid === oid ? { ...other, critical: !other.critical } : other))
  })

const put = (of: GoodName, extension: Extension): Broken => ({ of, change: (shape) => withExtension(shape, extension) })
const drop = (of: GoodName, oid: string): Broken => ({ of, change: (shape) => without(shape, oid) })
const flip = (of: GoodName, oid: string): Broken => ({ of, change: flipCritical(oid) })
const raw = (of: GoodName, oid: string, critical: boolean, write: (writer: DerWriter) => unknown): Broken =>
  put(of, rawExtension(oid, critical, write))
const names = (of: GoodName, ...list: GeneralName[]): Broken => put(of, subjectAltNameExtension(list))
const subject = (of: GoodName, text: string): Broken => ({ of, change: () => ({ subject: nameDer(text) }) })
const usage = (of: GoodName, ...bits: KeyUsageBit[]): Broken => put(of, keyUsageExtension(bits))
const purposes = (of: GoodName, ...oids: string[]): Broken => put(of, extKeyUsageExtension(oids))
const change = (of: GoodName, part: Partial<CertificateShape>): Broken => ({ of, change: () => part })
const crl = (of: GoodName, address: string): Broken => put(of, crlDistributionPointsExtension([pointAt([address])]))
const access = (of: GoodName, method: string, address: string): Broken =>
  put(of, authorityInfoAccessExtension([{ method, location: { kind: 'uri', value: address } }]))
const withKey = (key: Uint8Array, broken: Broken): Broken => ({
  ...broken,
  change: (shape) => ({ ...broken.change(shape), publicKey: key })
})

const san = '2.5.29.17'
const day = 86_400_000
const at = Date.UTC(2026, 10, 1)
const ocsp = '1.3.6.1.5.5.7.48.1'
const caIssuers = '1.3.6.1.5.5.7.48.2'
/** A CertificatePolicies of one policy with one qualifier. */
const qualified =
  (qualifier: (writer: DerWriter) => unknown) =>
  (writer: DerWriter): unknown => {
    writer.begin(SEQUENCE).begin(SEQUENCE).oid('1.2.3.4').begin(SEQUENCE).begin(SEQUENCE)
    qualifier(writer)
    return writer.end().end().end().end()
  }
const notice = (write: (writer: DerWriter) => unknown) =>
  qualified((writer) => {
    writer.oid('1.3.6.1.5.5.7.2.2').begin(SEQUENCE)
    write(writer)
    return writer.end()
  })
const policyMappings = (from: string, to: string) => (writer: DerWriter) =>
  writer.begin(SEQUENCE).begin(SEQUENCE).oid(from).oid(to).end().end()
/** NameConstraints with one permitted subtree. */
const permitted =
  (write: (writer: DerWriter) => unknown) =>
  (writer: DerWriter): unknown => {
    writer.begin(SEQUENCE).begin(0xa0).begin(SEQUENCE)
    write(writer)
    return writer.end().end().end()
  }
const dnsBase = (writer: DerWriter) => writer.element(0x82, Buffer.from('example.com'))
const emptySequence = (writer: DerWriter) => writer.begin(SEQUENCE).end()
const rawName = (tag: number, text: string) => (writer: DerWriter) =>
  writer.begin(SEQUENCE).element(tag, Buffer.from(text, 'latin1')).end()

/** One fixture a rule, by the rule's id. A rule without one fails the test. */
export const broken: Readonly<Record<string, Broken>> = {
  'rfc5280.extension-syntax': put('leaf', { oid: san, critical: false, value: Uint8Array.of(4, 0) }),
  'rfc5280.version': change('leaf', { version: 1 }),
  'rfc5280.serial-positive': change('leaf', { serial: 'ff' }),
  'rfc5280.serial-length': change('leaf', { serial: '01'.repeat(21) }),
  'rfc5280.signature-algorithm': change('leaf', { signatureAlgorithm: Uint8Array.of(0x30, 4, 6, 2, 0x2a, 3) }),
  'rfc5280.issuer-not-empty': change('leaf', { issuer: Uint8Array.of(0x30, 0) }),
  'rfc5280.issuer-matches': change('leaf', { issuer: nameDer('C=DE,O=EXAMPLE,CN=Example Issuing') }),
  'rfc5280.validity-order': change('leaf', { notAfter: at - day }),
  'rfc5280.validity-form': change('leaf', { notAfter: { tag: 0x17, text: '2611020000Z' } }),
  'rfc5280.validity-type': change('leaf', { notAfter: generalizedTime('20261201000000Z') }),
  'rfc5280.validity-within-issuer': change('leaf', { notAfter: at + 4000 * day }),
  'rfc5280.unique-ids': change('leaf', { subjectUniqueId: true }),
  'rfc5280.authority-subject': change('authority', { subject: Uint8Array.of(0x30, 0) }),
  'rfc5280.empty-subject': change('leaf', { subject: Uint8Array.of(0x30, 0) }),
  'rfc5280.subject-attribute-length': change('leaf', { subject: rawNameDer('2.5.4.3', UTF8_STRING, 'x'.repeat(65)) }),
  'rfc5280.issuer-attribute-length': change('leaf', { issuer: rawNameDer('2.5.4.3', UTF8_STRING, 'x'.repeat(65)) }),
  'rfc5280.subject-string-type': change('leaf', { subject: rawNameDer('2.5.4.3', TELETEX_STRING, 'x') }),
  'rfc5280.country-printable': change('leaf', { subject: rawNameDer('2.5.4.6', UTF8_STRING, 'DE') }),
  'rfc5280.serial-number-printable': change('leaf', { subject: rawNameDer('2.5.4.5', UTF8_STRING, '1') }),
  'rfc5280.dn-qualifier-printable': change('leaf', { subject: rawNameDer('2.5.4.46', UTF8_STRING, '1') }),
  'rfc5280.domain-component-ia5': change('leaf', {
    subject: rawNameDer('0.9.2342.19200300.100.1.25', UTF8_STRING, 'example')
  }),
  'rfc5280.email-attribute-ia5': change('leaf', {
    subject: rawNameDer('1.2.840.113549.1.9.1', UTF8_STRING, 'ann@example.com')
  }),
  'rfc5280.country-code': subject('leaf', 'C=de,CN=www.example.com'),
  'rfc5280.email-in-subject': subject('leaf', 'CN=Ann,1.2.840.113549.1.9.1=ann@example.com'),
  'rfc5280.authority-key-id-present': drop('leaf', '2.5.29.35'),
  'rfc5280.authority-key-id-critical': flip('leaf', '2.5.29.35'),
  'rfc5280.authority-key-id-pair': raw('leaf', '2.5.29.35', false, (writer) =>
    writer.begin(SEQUENCE).element(0x80, new Uint8Array(20).fill(1)).element(0x82, Uint8Array.of(1)).end()
  ),
  'rfc5280.authority-key-id-matches': raw('leaf', '2.5.29.35', false, (writer) =>
    writer.begin(SEQUENCE).element(0x80, new Uint8Array(20).fill(9)).end()
  ),
  'rfc5280.subject-key-id-authority': drop('authority', '2.5.29.14'),
  'rfc5280.subject-key-id-end-entity': drop('leaf', '2.5.29.14'),
  'rfc5280.subject-key-id-critical': flip('leaf', '2.5.29.14'),
  'rfc5280.subject-key-id-size': raw('leaf', '2.5.29.14', false, (writer) => writer.octets(new Uint8Array(40))),
  'rfc5280.key-usage-empty': raw('leaf', '2.5.29.15', true, (writer) => writer.element(3, Uint8Array.of(0))),
  'rfc5280.key-usage-authority': drop('authority', '2.5.29.15'),
  'rfc5280.key-usage-critical': flip('leaf', '2.5.29.15'),
  'rfc5280.cert-sign-needs-authority': usage('leaf', 'digitalSignature', 'keyCertSign'),
  'rfc5280.authority-needs-cert-sign': usage('authority', 'cRLSign'),
  'rfc5280.encipher-only': usage('leaf', 'digitalSignature', 'encipherOnly'),
  'rfc5280.key-usage-authority-encipherment': withKey(
    fixtureKeys.rsa,
    usage('authority', 'keyCertSign', 'cRLSign', 'keyEncipherment')
  ),
  'rfc5280.key-usage-ec': usage('leaf', 'digitalSignature', 'keyEncipherment'),
  'rfc5280.key-usage-signature-only': withKey(fixtureKeys.ed25519, usage('leaf', 'digitalSignature', 'keyAgreement')),
  'rfc5280.key-usage-rsa-agreement': withKey(fixtureKeys.rsa, usage('leaf', 'digitalSignature', 'keyAgreement')),
  'rfc5280.policies-empty': raw('leaf', '2.5.29.32', false, emptySequence),
  'rfc5280.policies-repeated': raw('leaf', '2.5.29.32', false, (writer) =>
    writer.begin(SEQUENCE).begin(SEQUENCE).oid('1.2.3').end().begin(SEQUENCE).oid('1.2.3').end().end()
  ),
  'rfc5280.policy-qualifiers': raw(
    'leaf',
    '2.5.29.32',
    false,
    qualified((writer) => writer.oid('1.2.3.9').null())
  ),
  'rfc5280.explicit-text-length': raw(
    'leaf',
    '2.5.29.32',
    false,
    notice((writer) => writer.element(UTF8_STRING, Buffer.from('x'.repeat(201))))
  ),
  'rfc5280.notice-reference': raw(
    'leaf',
    '2.5.29.32',
    false,
    notice((writer) =>
      writer.begin(SEQUENCE).element(UTF8_STRING, Buffer.from('Example')).begin(SEQUENCE).integer(1).end().end()
    )
  ),
  'rfc5280.cps-address': raw(
    'leaf',
    '2.5.29.32',
    false,
    qualified((writer) => writer.oid('1.3.6.1.5.5.7.2.1').element(IA5_STRING, Buffer.from('cps.pdf')))
  ),
  'rfc5280.policy-mappings-authority': raw('leaf', '2.5.29.33', true, policyMappings('1.2.3', '1.2.4')),
  'rfc5280.policy-mappings-any': raw('authority', '2.5.29.33', true, policyMappings('1.2.3', '2.5.29.32.0')),
  'rfc5280.policy-mappings-asserted': raw('authority', '2.5.29.33', true, policyMappings('1.2.3', '1.2.4')),
  'rfc5280.policy-mappings-critical': raw('authority', '2.5.29.33', false, policyMappings('1.2.3', '1.2.4')),
  'rfc5280.alternative-names-empty': raw('leaf', san, false, emptySequence),
  'rfc5280.alternative-names-critical': flip('leaf', san),
  'rfc5280.alternative-name-blank': raw('leaf', san, false, rawName(0x82, ' ')),
  'rfc5280.dns-name-syntax': raw('leaf', san, false, rawName(0x82, 'www..example.com')),
  'rfc5280.dns-name-a-labels': raw('leaf', san, false, rawName(0x82, 'a b.example.com')),
  'rfc5280.dns-name-case': raw('leaf', san, false, rawName(0x82, 'WWW.example.com')),
  'rfc5280.mailbox-syntax': raw('leaf', san, false, rawName(0x81, 'Ann <ann@example.com>')),
  'rfc5280.smtp-utf8-needed': raw('leaf', san, false, (writer) =>
    writer
      .begin(SEQUENCE)
      .begin(0xa0)
      .oid('1.3.6.1.5.5.7.8.9')
      .begin(0xa0)
      .element(UTF8_STRING, Buffer.from('ann@example.com'))
      .end()
      .end()
      .end()
  ),
  'rfc5280.uri-absolute': raw('leaf', san, false, rawName(0x86, '/relative')),
  'rfc5280.uri-host': raw('leaf', san, false, rawName(0x86, 'https:///path')),
  'rfc5280.issuer-alternative-names-critical': raw('leaf', '2.5.29.18', true, rawName(0x82, 'example.com')),
  'rfc5280.directory-attributes-critical': raw('leaf', '2.5.29.9', true, (writer) =>
    writer
      .begin(SEQUENCE)
      .begin(SEQUENCE)
      .oid('1.3.6.1.5.5.7.9.4')
      .begin(0x31)
      .element(0x13, Buffer.from('DE'))
      .end()
      .end()
      .end()
  ),
  'rfc5280.basic-constraints-critical': flip('authority', '2.5.29.19'),
  'rfc5280.path-length-authority': raw('leaf', '2.5.29.19', true, (writer) => writer.begin(SEQUENCE).integer(0).end()),
  'rfc5280.authority-class': drop('authority', '2.5.29.19'),
  'rfc5280.end-entity-class': raw('leaf', '2.5.29.19', true, (writer) => writer.begin(SEQUENCE).boolean(true).end()),
  'rfc5280.name-constraints-authority': raw('leaf', '2.5.29.30', true, permitted(dnsBase)),
  'rfc5280.name-constraints-critical': raw('authority', '2.5.29.30', false, permitted(dnsBase)),
  'rfc5280.name-constraints-empty': raw('authority', '2.5.29.30', true, emptySequence),
  'rfc5280.name-constraints-distance': raw(
    'authority',
    '2.5.29.30',
    true,
    permitted((writer) => dnsBase(writer).element(0x80, Uint8Array.of(1)))
  ),
  'rfc5280.name-constraints-kind': raw(
    'authority',
    '2.5.29.30',
    true,
    permitted((writer) => writer.element(0x88, Uint8Array.of(0x2a, 3)))
  ),
  'rfc5280.policy-constraints-critical': raw('authority', '2.5.29.36', false, (writer) =>
    writer.begin(SEQUENCE).element(0x80, Uint8Array.of(0)).end()
  ),
  'rfc5280.policy-constraints-empty': raw('authority', '2.5.29.36', true, emptySequence),
  'rfc5280.policy-constraints-authority': raw('leaf', '2.5.29.36', true, (writer) =>
    writer.begin(SEQUENCE).element(0x80, Uint8Array.of(0)).end()
  ),
  'rfc5280.purposes-empty': raw('leaf', '2.5.29.37', false, emptySequence),
  'rfc5280.purposes-repeated': raw('leaf', '2.5.29.37', false, (writer) =>
    writer.begin(SEQUENCE).oid('1.3.6.1.5.5.7.3.1').oid('1.3.6.1.5.5.7.3.1').end()
  ),
  'rfc5280.any-purpose-critical': raw('leaf', '2.5.29.37', true, (writer) =>
    writer.begin(SEQUENCE).oid('2.5.29.37.0').end()
  ),
  'rfc5280.purpose-fits-usage': usage('leaf', 'nonRepudiation'),
  'rfc5280.crl-points-critical': flip('leaf', '2.5.29.31'),
  'rfc5280.crl-point-complete': raw('leaf', '2.5.29.31', false, (writer) =>
    writer.begin(SEQUENCE).begin(SEQUENCE).element(0x81, Uint8Array.of(6, 0x40)).end().end()
  ),
  'rfc5280.crl-point-all-reasons': raw('leaf', '2.5.29.31', false, (writer) =>
    writer
      .begin(SEQUENCE)
      .begin(SEQUENCE)
      .begin(0xa0)
      .begin(0xa0)
      .element(0x86, Buffer.from('http://pki.example.com/k.crl'))
      .end()
      .end()
      .element(0x81, Uint8Array.of(6, 0x40))
      .end()
      .end()
  ),
  'rfc5280.crl-point-address': crl('leaf', 'https://pki.example.com/issuing.crl'),
  'rfc5280.freshest-crl-critical': raw('leaf', '2.5.29.46', true, (writer) =>
    writer
      .begin(SEQUENCE)
      .begin(SEQUENCE)
      .begin(0xa0)
      .begin(0xa0)
      .element(0x86, Buffer.from('http://pki.example.com/d.crl'))
      .end()
      .end()
      .end()
      .end()
  ),
  'rfc5280.inhibit-any-policy-critical': raw('authority', '2.5.29.54', false, (writer) => writer.integer(0)),
  'rfc5280.inhibit-any-policy-authority': raw('leaf', '2.5.29.54', true, (writer) => writer.integer(0)),
  'rfc5280.authority-access-critical': flip('leaf', '1.3.6.1.5.5.7.1.1'),
  'rfc5280.authority-access-empty': raw('leaf', '1.3.6.1.5.5.7.1.1', false, emptySequence),
  'rfc5280.issuer-address-scheme': access('leaf', caIssuers, 'https://pki.example.com/issuing.cer'),
  'rfc5280.ocsp-address-scheme': access('leaf', ocsp, 'https://pki.example.com/ocsp'),
  'rfc5280.subject-access-critical': raw('authority', '1.3.6.1.5.5.7.1.11', true, (writer) =>
    writer
      .begin(SEQUENCE)
      .begin(SEQUENCE)
      .oid('1.3.6.1.5.5.7.48.5')
      .element(0x86, Buffer.from('http://pki.example.com/'))
      .end()
      .end()
  ),
  'rfc5280.unknown-critical': put('leaf', { oid: '1.2.3.4.5', critical: true, value: Uint8Array.of(5, 0) }),
  'rfc5280.revocation-pointer': {
    of: 'leaf',
    change: (shape) => ({
      extensions: shape.extensions.filter((other) => other.oid !== '2.5.29.31' && other.oid !== '1.3.6.1.5.5.7.1.1')
    })
  },
  'rfc5280.key-of-issuer': change('leaf', { publicKey: fixtureKeys.issuer }),
  'field.signature-sha1': change('leaf', { signatureAlgorithm: algorithmDer('rsa-pkcs1-sha1') }),
  'field.key-known': change('leaf', { publicKey: Uint8Array.of(0x30, 10, 0x30, 4, 6, 2, 0x2a, 3, 3, 2, 0, 1) }),
  'field.rsa-size': change('leaf', { publicKey: fixtureKeys.weakRsa }),
  'field.rsa-size-multiple': change('leaf', { publicKey: fixtureKeys.oddRsa }),
  'field.rsa-exponent': change('leaf', { publicKey: fixtureKeys.smallExponentRsa }),
  'field.ocsp-no-check-purpose': put('leaf', {
    oid: '1.3.6.1.5.5.7.48.1.5',
    critical: false,
    value: Uint8Array.of(5, 0)
  }),
  'field.ocsp-no-check-critical': flip('responder', '1.3.6.1.5.5.7.48.1.5'),
  'field.ocsp-signing-authority': purposes('authority', '1.3.6.1.5.5.7.3.9'),
  'field.timestamp-purpose-critical': flip('stamps', '2.5.29.37'),
  'field.timestamp-purpose-alone': purposes('stamps', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'),
  'field.tls-feature-critical': raw('leaf', '1.3.6.1.5.5.7.1.24', true, (writer) =>
    writer.begin(SEQUENCE).integer(5).end()
  ),
  'field.precertificate-and-scts': {
    of: 'leaf',
    change: (shape) => ({
      extensions: [
        ...shape.extensions,
        { oid: '1.3.6.1.4.1.11129.2.4.3', critical: true, value: Uint8Array.of(5, 0) },
        { oid: '1.3.6.1.4.1.11129.2.4.2', critical: false, value: Uint8Array.of(4, 2, 0, 0) }
      ]
    })
  },
  'field.precertificate-poison-critical': put('leaf', {
    oid: '1.3.6.1.4.1.11129.2.4.3',
    critical: false,
    value: Uint8Array.of(5, 0)
  }),
  'field.server-names': drop('leaf', san),
  'field.wildcard-position': raw('leaf', san, false, rawName(0x82, 'www.*.example.com')),
  'field.mail-names': purposes('leaf', '1.3.6.1.5.5.7.3.4'),
  'field.smart-card-logon-name': purposes('leaf', '1.3.6.1.4.1.311.20.2.2'),
  'field.issuer-key-strength': change('leaf', { publicKey: fixtureKeys.p384 }),
  'field.long-validity': change('leaf', { notAfter: at + 900 * day }),
  'br-tls.validity': change('tls', { notAfter: at + 201 * day }),
  'br-tls.names-present': drop('tls', san),
  'br-tls.name-kinds': names(
    'tls',
    { kind: 'dns', value: 'www.example.com' },
    { kind: 'email', value: 'ann@example.com' }
  ),
  'br-tls.common-name-among-names': subject('tls', 'CN=other.example.com'),
  'br-tls.common-name-once': subject('tls', 'CN=www.example.com,CN=www.example.com'),
  'br-tls.public-suffix': names('tls', { kind: 'dns', value: '*.co.uk' }),
  'br-tls.internal-name': names('tls', { kind: 'dns', value: 'server.corp' }),
  'br-tls.underscore': raw('tls', san, false, rawName(0x82, 'a_b.example.com')),
  'br-tls.reserved-address': names('tls', { kind: 'ip', value: '10.0.0.1' }),
  'br-tls.reverse-zone': names('tls', { kind: 'dns', value: '1.2.0.192.in-addr.arpa' }),
  'br-tls.server-purpose': purposes('tls', '1.3.6.1.5.5.7.3.2'),
  'br-tls.purposes-critical': flip('tls', '2.5.29.37'),
  'br-tls.key-usage': usage('tls', 'digitalSignature', 'nonRepudiation'),
  'br-tls.key-usage-data-encipherment': withKey(fixtureKeys.rsa, usage('tls', 'digitalSignature', 'dataEncipherment')),
  'br-tls.reserved-policy': drop('tls', '2.5.29.32'),
  'br-tls.any-policy': raw('tls', '2.5.29.32', false, (writer) =>
    writer.begin(SEQUENCE).begin(SEQUENCE).oid('2.5.29.32.0').end().end()
  ),
  'br-tls.dv-subject': subject('tls', 'O=Example,CN=www.example.com'),
  'br-tls.ov-subject': subject('tlsOrganization', 'C=DE,O=Example,CN=www.example.com'),
  'br-tls.iv-subject': subject('tlsIndividual', 'C=DE,L=Berlin,SN=Muster,CN=www.example.com'),
  'br-tls.organizational-unit': subject('tlsOrganization', 'C=DE,L=Berlin,O=Example,OU=IT,CN=www.example.com'),
  'br-tls.attribute-once': subject('tlsOrganization', 'C=DE,L=Berlin,L=Bonn,O=Example,CN=www.example.com'),
  'br-tls.attribute-alone': change('tlsOrganization', {
    subject: nameValueDer([
      [
        { oid: '2.5.4.6', value: 'DE' },
        { oid: '2.5.4.10', value: 'Example' }
      ]
    ])
  }),
  'br-tls.attribute-order': subject('tlsOrganization', 'CN=www.example.com,O=Example,L=Berlin,C=DE'),
  'br-tls.attribute-placeholder': subject('tlsOrganization', 'C=DE,L=-,O=Example,CN=www.example.com'),
  'br-tls.authority-key-id': drop('tls', '2.5.29.35'),
  'br-tls.subject-key-id': raw('tls', '2.5.29.14', false, (writer) => writer.octets(new Uint8Array(20))),
  'br-tls.issuer-address': drop('tls', '1.3.6.1.5.5.7.1.1'),
  'br-tls.access-addresses-http': access('tls', caIssuers, 'https://pki.example.com/issuing.cer'),
  'br-tls.crl-address': {
    of: 'tls',
    change: (shape) => ({
      extensions: shape.extensions.filter((other) => other.oid !== '2.5.29.31' && other.oid !== '1.3.6.1.5.5.7.1.1')
    })
  },
  'br-tls.crl-address-http': crl('tls', 'https://pki.example.com/issuing.crl'),
  'br-tls.crl-point-form': raw('tls', '2.5.29.31', false, (writer) =>
    writer
      .begin(SEQUENCE)
      .begin(SEQUENCE)
      .begin(0xa0)
      .begin(0xa0)
      .element(0x86, Buffer.from('http://pki.example.com/k.crl'))
      .end()
      .end()
      .element(0x81, Uint8Array.of(6, 0x40))
      .end()
      .end()
  ),
  'br-tls.basic-constraints': raw('tls', '2.5.29.19', false, emptySequence),
  'br-tls.key-algorithm': change('tls', { publicKey: fixtureKeys.ed25519 }),
  'br-tls.signature-algorithm': change('tls', { signatureAlgorithm: algorithmDer('ed25519') }),
  'br-tls.serial-entropy': change('tls', { serial: '01020304' }),
  'br-tls.whole-name-constraints': raw('tls', '2.5.29.30', true, permitted(dnsBase)),
  'br-tls.ca-subject': subject('tlsAuthority', 'CN=Example Sub'),
  'br-tls.ca-key-usage': flip('tlsAuthority', '2.5.29.15'),
  'br-tls.ca-purposes': purposes('tlsAuthority', '1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.4'),
  'br-tls.ca-policies': drop('tlsAuthority', '2.5.29.32'),
  'br-tls.ca-crl-address': drop('tlsAuthority', '2.5.29.31'),
  'br-tls.root-extensions': purposes('tlsRoot', '1.3.6.1.5.5.7.3.1'),
  'br-smime.mailbox-present': names('smime', { kind: 'upn', value: 'ann@example.com' }),
  'br-smime.name-kinds': names(
    'smime',
    { kind: 'email', value: 'ann@example.com' },
    { kind: 'dns', value: 'example.com' }
  ),
  'br-smime.subject-mailboxes': subject('smime', 'CN=bob@example.com'),
  'br-smime.purposes': purposes('smime', '1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.1'),
  'br-smime.reserved-policy': drop('smime', '2.5.29.32'),
  'br-smime.legacy-generation': raw('smime', '2.5.29.32', false, (writer) =>
    writer.begin(SEQUENCE).begin(SEQUENCE).oid('2.23.140.1.5.1.1').end().end()
  ),
  'br-smime.validity': change('smime', { notAfter: at + 900 * day }),
  'br-smime.key-usage': drop('smime', '2.5.29.15'),
  'br-smime.crl-address': drop('smime', '2.5.29.31'),
  'br-smime.authority-key-id': drop('smime', '2.5.29.35'),
  'br-smime.key-algorithm': change('smime', { publicKey: Uint8Array.of(0x30, 10, 0x30, 4, 6, 2, 0x2a, 3, 3, 2, 0, 1) }),
  'br-smime.mailbox-subject': subject('smime', 'O=Example,CN=ann@example.com'),
  'br-smime.organization-subject': subject('smimeSponsor', 'C=DE,O=Example,SN=Muster,GN=Ann'),
  'br-smime.person-subject': subject('smimeSponsor', 'C=DE,O=Example,2.5.4.97=NTRDE-HRB1234,CN=Ann Muster')
}
