import { z } from 'zod'
import { subjectEntry } from './subject-entry.ts'
import { pemCertificate, webAddress } from './scalars.ts'

/** RFC 8555 8.3 and 8.4, RFC 8737, draft-ietf-acme-dns-account-label, RFC 8823 (mail addresses), draft-ietf-acme-device-attest. */
export const acmeChallengeTypes = [
  'http-01',
  'dns-01',
  'tls-alpn-01',
  'dns-account-01',
  'email-reply-00',
  'device-attest-01'
] as const
export const acmeChallengeType = z.enum(acmeChallengeTypes)
export type AcmeChallengeType = z.infer<typeof acmeChallengeType>

/** What an order asks for (RFC 8555 9.7.7, RFC 8738, RFC 8823); a device, by what its maker calls it (draft-ietf-acme-device-attest 3). */
export const acmeIdentifierType = z.enum(['dns', 'ip', 'email', 'permanent-identifier'])

/** Attestations that can be checked: `apple` of managed Apple devices, `step` of keys in a YubiKey. */
export const attestationFormats = ['apple', 'step'] as const
export type AttestationFormat = (typeof attestationFormats)[number]

/** Devices on the list of one service. */
export const mostAttestedDevices = 2000

/**
 * What a maker calls a device: serial number or UDID. Makers write letters, digits and dashes; an assigner after a slash
 * is not taken.
 */
export const deviceIdentifier = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'Write a serial number or UDID: letters, digits, dots, underscores and dashes, 64 at most.'
  )

/** Whether an account needs a credential of ours: none, one for all that can be changed, or one for each client. */
export const eabMode = z.enum(['none', 'fixed', 'random'])
export type EabMode = z.infer<typeof eabMode>

/** Part of a directory address, so that nobody has to escape it. */
export const acmeServiceName = z
  .string()
  .max(50)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and dashes: the name is part of the directory address.'
  )

/**
 * A name that may be certified without proof: `www.example.test` alone, `*.example.test` with the domain itself, all
 * below it and wildcards, `192.0.2.7` or `192.0.2.0/24`.
 */
export const approvedName = z
  .string()
  .max(253)
  .regex(
    /^(?:\*\.)?[A-Za-z0-9:.-]+(?:\/\d{1,3})?$/,
    'Write a name such as www.example.test, *.example.test for a domain with all below it, an address, or a range such as 192.0.2.0/24.'
  )

/** A count; 0 sets no limit. */
const limit = z.number().int().min(0).max(1_000_000)

const limitFields = {
  accountsPerAddressPerHour: limit,
  ordersPerAccountPerHour: limit,
  /** Failed validations of one name by one account. */
  failuresPerNamePerHour: limit,
  /** Certificates for exactly the same names. */
  certificatesPerNamesPerWeek: limit,
  pendingOrdersPerAccount: limit,
  /** Challenges sent to one mail address, by all accounts together. */
  mailsPerAddressPerHour: limit,
  identifiersPerOrder: z.number().int().min(1).max(1000),
  requestBytes: z.number().int().min(4096).max(1_048_576)
}

/** By what a service lets in people whom nobody here chose. */
export const acmeWarning = z.enum(['any-device', 'names-for-anybody', 'unsigned-mail'])
export type AcmeWarning = z.infer<typeof acmeWarning>

/** Every limit of a service. */
export const acmeLimits = z.strictObject(limitFields)

const fields = {
  challenges: z.array(acmeChallengeType).min(1).max(acmeChallengeTypes.length),
  /**
   * `approved-only` takes no other names, `approved-or-new` lets clients prove others, `new-per-requester` wants every
   * name proven by who asks and reuses no proof.
   */
  names: z.enum(['approved-only', 'approved-or-new', 'new-per-requester']),
  /**
   * What a reply to an e-mail challenge is signed by. exact: DKIM of the very domain of its sender (RFC 8823 3.2).
   * aligned: or of the domain above it, where the DMARC policy of the sender's domain takes that.
   */
  mailSignature: z.enum(['exact', 'aligned']),
  /**
   * Own domains whose mail server does not sign. Replies from them are taken without a signature: who can write into the
   * mailbox for answers under a false sender can then have certificates for their addresses.
   */
  mailUnsignedDomains: z.array(z.string().min(1).max(253)).max(50),
  /** What devices may prove themselves and their keys by (device-attest-01). */
  attestationFormats: z.array(z.enum(attestationFormats)).max(attestationFormats.length),
  /** Which devices get certificates: those of the list, or every one that a maker attests. */
  attestedDevices: z.enum(['listed', 'any']),
  /** Serial numbers and UDIDs of the devices that get certificates. */
  devices: z.array(deviceIdentifier).max(mostAttestedDevices),
  /**
   * Roots beside Apple's and Yubico's at which an attestation may end, PEM: of keys for tests, or of a company that attests
   * for itself. Who holds the key of one can pass anything off as any device.
   */
  attestationRoots: z.array(pemCertificate).max(10),
  /** What challenges may connect to: the Internet, private networks too, or anything with loopback. */
  addresses: z.enum(['public', 'private', 'any']),
  termsOfService: webAddress.nullable(),
  website: webAddress.nullable(),
  /** What a CAA record must say for this service, shown in the directory. */
  caaIdentities: z.array(z.string().min(1).max(253)).max(20),
  /** Under which clients reach the service where a proxy stands before it, e.g. `https://acme.example.test`. */
  baseAddress: webAddress.nullable(),
  /** Days that an order, and a name that was proven, stay good. */
  orderDays: z.number().int().min(1).max(30),
  authorizationDays: z.number().int().min(1).max(90),
  /** Days for which orders that ended without a certificate, and proofs that nothing stands on, are kept. */
  keepDays: z.number().int().min(1).max(3650),
  /** RFC 9773: per cent of a certificate's life after which clients are asked to renew. */
  renewAfterPercent: z.number().int().min(10).max(95)
}

export const acmeSettings = z.strictObject({ ...fields, limits: acmeLimits })
export type AcmeSettings = z.infer<typeof acmeSettings>

/** A change of settings: what is left out stays as it is. */
export const acmeSettingsPatch = z.strictObject({ ...fields, limits: acmeLimits.partial() }).partial()
export type AcmeSettingsPatch = z.infer<typeof acmeSettingsPatch>

export const defaultAcmeSettings: AcmeSettings = {
  challenges: ['http-01', 'dns-01', 'tls-alpn-01'],
  names: 'approved-or-new',
  mailSignature: 'exact',
  mailUnsignedDomains: [],
  attestationFormats: [],
  attestedDevices: 'listed',
  devices: [],
  attestationRoots: [],
  addresses: 'private',
  termsOfService: null,
  website: null,
  caaIdentities: [],
  baseAddress: null,
  orderDays: 7,
  authorizationDays: 30,
  keepDays: 90,
  renewAfterPercent: 66,
  limits: {
    accountsPerAddressPerHour: 60,
    ordersPerAccountPerHour: 300,
    failuresPerNamePerHour: 20,
    certificatesPerNamesPerWeek: 50,
    mailsPerAddressPerHour: 5,
    pendingOrdersPerAccount: 300,
    identifiersPerOrder: 100,
    requestBytes: 65_536
  }
}

/** Subject that a credential gives its certificates (custom distinguished names). */
export const boundSubject = z.array(subjectEntry).min(1).max(50)
