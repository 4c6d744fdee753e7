import type { WifiSettings } from '../../../src-shared/model/claims.ts'
import { nameAttributeTypes } from '../../../src-shared/model/name-attributes.ts'
import type { AlternativeName, SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import type { PlistValue } from '../../pki/plist.ts'

/** How a device gets its certificate. */
export type Enrolment =
  | {
      readonly kind: 'scep'
      readonly url: string
      /** Name of the service; the device sends it with GetCACert, and nobody reads it. */
      readonly name: string
      readonly challenge: string
      readonly keySize: number
      readonly retries: number
      readonly retryDelay: number
      /** SHA-1 of the issuing authority's certificate, which is what devices compare. */
      readonly fingerprint: Uint8Array
    }
  | {
      readonly kind: 'acme'
      readonly directory: string
      readonly clientIdentifier: string
      readonly hardwareBound: boolean
      readonly attest: boolean
    }

/** What a configuration profile says. */
export interface AppleProfile {
  readonly device: string
  readonly organization: string
  readonly authority: string
  readonly subject: readonly SubjectEntry[]
  readonly names: readonly AlternativeName[]
  readonly enrolment: Enrolment
  /** DER, the root last. */
  readonly chain: readonly { readonly der: Uint8Array; readonly subject: string }[]
  readonly wifi: WifiSettings | undefined
  /** UUIDs of the profile and its payloads, new for each. */
  readonly uuid: () => string
}

/**
 * The configuration profile (Apple, "Configuration Profile Reference" and the device-management payload tables): one
 * payload for each certificate above the device's, one for its enrolment, and one for the network that asks for it.
 */
export function appleProfile(profile: AppleProfile): PlistValue {
  const { device, organization, authority, wifi } = profile
  const uuid = profile.uuid()
  const identifier = `chancery.${uuid.toLowerCase()}`
  const payload = (type: string, name: string, fields: Readonly<Record<string, PlistValue | undefined>>) => {
    const own = profile.uuid()
    return {
      PayloadType: type,
      PayloadVersion: 1,
      PayloadIdentifier: `${identifier}.${own.toLowerCase()}`,
      PayloadUUID: own,
      PayloadDisplayName: name,
      ...fields
    }
  }
  const trusted = profile.chain.map(({ der, subject }, index) =>
    payload(index === profile.chain.length - 1 ? 'com.apple.security.root' : 'com.apple.security.pkcs1', subject, {
      PayloadCertificateFileName: index === profile.chain.length - 1 ? 'root.cer' : 'issuing.cer',
      PayloadContent: der
    })
  )
  const own =
    profile.enrolment.kind === 'scep'
      ? payload('com.apple.security.scep', authority, { PayloadContent: scepFields(profile, profile.enrolment) })
      : payload('com.apple.security.acme', authority, acmeFields(profile, profile.enrolment))
  const root = trusted.at(-1)
  const network =
    wifi === undefined || root === undefined
      ? []
      : [payload('com.apple.wifi.managed', wifi.ssid, wifiFields(wifi, own.PayloadUUID, root.PayloadUUID))]
  return {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuid,
    PayloadDisplayName: `${authority}: ${device}`,
    PayloadDescription: `Trusts ${authority} and gets a certificate for ${device}.`,
    PayloadOrganization: organization === '' ? authority : organization,
    PayloadRemovalDisallowed: false,
    PayloadContent: [...trusted, own, ...network]
  }
}

/** Bits 1 and 4 of the table: digitalSignature, and keyEncipherment, which a key on a curve cannot do. */
const DIGITAL_SIGNATURE = 1
const KEY_USAGE = DIGITAL_SIGNATURE | 4

function scepFields(
  { subject, names }: AppleProfile,
  { url, name, challenge, keySize, retries, retryDelay, fingerprint }: Extract<Enrolment, { kind: 'scep' }>
): PlistValue {
  return {
    URL: url,
    Name: name,
    Subject: subjectArrays(subject),
    SubjectAltName: nameFields(names),
    Challenge: challenge,
    Keysize: keySize,
    'Key Type': 'RSA',
    'Key Usage': KEY_USAGE,
    Retries: retries,
    RetryDelay: retryDelay,
    CAFingerprint: fingerprint,
    KeyIsExtractable: false
  }
}

function acmeFields(
  { subject, names }: AppleProfile,
  { directory, clientIdentifier, hardwareBound, attest }: Extract<Enrolment, { kind: 'acme' }>
): Readonly<Record<string, PlistValue | undefined>> {
  return {
    DirectoryURL: directory,
    ClientIdentifier: clientIdentifier,
    // Hardware makes keys on P-256 and P-384 alone.
    KeyType: 'ECSECPrimeRandom',
    KeySize: hardwareBound ? 384 : 256,
    HardwareBound: hardwareBound,
    Attest: attest,
    UsageFlags: DIGITAL_SIGNATURE,
    Subject: subjectArrays(subject),
    SubjectAltName: nameFields(names)
  }
}

/** EAP-TLS is method 13 (RFC 5216 3.1). */
const EAP_TLS = 13

function wifiFields(
  { ssid, security, hidden, serverNames }: WifiSettings,
  identity: string,
  root: string
): Readonly<Record<string, PlistValue | undefined>> {
  return {
    SSID_STR: ssid,
    HIDDEN_NETWORK: hidden,
    AutoJoin: true,
    EncryptionType: security,
    PayloadCertificateUUID: identity,
    EAPClientConfiguration: {
      AcceptEAPTypes: [EAP_TLS],
      PayloadCertificateAnchorUUID: [root],
      TLSTrustedServerNames: serverNames.length === 0 ? undefined : serverNames,
      TLSMinimumVersion: '1.2'
    }
  }
}

/** Short names that devices know; everything else is written as its object identifier. */
const shortNames: ReadonlySet<string> = new Set(['C', 'L', 'ST', 'O', 'OU', 'CN'])

/** An array of RDNs, each an array of pairs. */
function subjectArrays(subject: readonly SubjectEntry[]): PlistValue {
  return subject.map(({ type, value }) => {
    const known = nameAttributeTypes.find(({ name, aliases }) =>
      [name, ...aliases].some((one) => one.toUpperCase() === type.toUpperCase())
    )
    const short = (known?.name ?? type).toUpperCase()
    return [[shortNames.has(short) ? short : (known?.oid ?? type), value]]
  })
}

/** The kinds of alternative name that a payload knows. Others are bound by the secret, and the certificate has them all the same. */
const fieldOf = {
  dns: 'dNSName',
  email: 'rfc822Name',
  uri: 'uniformResourceIdentifier',
  upn: 'ntPrincipalName'
} as const

function nameFields(names: readonly AlternativeName[]): PlistValue | undefined {
  const fields = Object.entries(fieldOf).flatMap(([kind, field]) => {
    const values = names.filter(({ type }) => type === kind).map(({ value }) => value)
    const [first] = values
    return first === undefined ? [] : [[field, values.length === 1 ? first : values] as const]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}
