import { z } from 'zod'
import { keyAlgorithmIds } from './algorithm.ts'
import { durationText } from './duration.ts'
import { oid } from './scalars.ts'
import { serviceKeyLabel, serviceKeyToken } from './service-key.ts'

/** Part of the address of a time-stamp service, so that nobody has to escape it. */
export const tsaServiceName = z
  .string()
  .max(50)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and dashes: the name is part of the address of the service.'
  )

/** Hashes of documents that a service may take; the first three unless somebody needs the old one. */
export const stampedHashes = ['sha256', 'sha384', 'sha512', 'sha1'] as const
export const stampedHash = z.enum(stampedHashes)

const part = z.number().int().min(0).max(999)

/** An IPv4 or IPv6 address, or a range such as 192.0.2.0/24. */
export const clientRange = z
  .string()
  .max(64)
  .regex(/^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/, 'Write an address or a range, for example 192.0.2.7 or 192.0.2.0/24.')

const fields = {
  /** Policies that a stamp may be made under; the first is that of requests which name none (RFC 3161 2.4.1). */
  policies: z.array(oid).min(1).max(20),
  /** How far the time may be from UTC (RFC 3161 2.4.2). All zero leaves it out. */
  accuracy: z.strictObject({ seconds: z.number().int().min(0).max(86_400), millis: part, micros: part }),
  /** Stamps can be put in order by their time alone, however close they are (RFC 3161 2.4.2). */
  ordering: z.boolean(),
  /** Hashes of documents that are stamped. SHA-1 is broken for documents: a stamp over it proves little. */
  hashes: z.array(stampedHash).min(1).max(stampedHashes.length),
  /** Key of the next certificate; one that is on the token already decides itself. */
  key: z.enum(keyAlgorithmIds),
  /** Where it lies. On a token it stays, and the next certificates are for the same key. */
  token: serviceKeyToken,
  keyLabel: serviceKeyLabel,
  /** Hash of the signature; null is the usual one of the key. */
  digest: z.enum(['sha256', 'sha384', 'sha512']).nullable(),
  /** How long a certificate is valid: so long its stamps can be verified without help. */
  certificateLife: durationText,
  /** How long a key stamps before the next one takes its place and it is destroyed. */
  keyUse: durationText,
  /** How a stamp names the certificate of its signer: RFC 5816 (v2), RFC 2634 (v1, with SHA-1), or both. */
  signingCertificate: z.enum(['v2', 'v1', 'both']),
  /** What a stamp carries where certificates are asked for: its own, those above it too, or the root as well. */
  chain: z.enum(['own', 'intermediates', 'all']),
  /** Whether the older form of signing tools is answered too. */
  authenticode: z.boolean(),
  /** Addresses that may ask; empty lets everybody. */
  clients: z.array(clientRange).max(200),
  /** Stamps for one client address in a minute; 0 sets no limit. */
  perMinute: z.number().int().min(0).max(10_000_000)
}

/** How a time-stamp service stamps. */
export const tsaSettings = z.strictObject(fields)
export type TsaSettings = z.infer<typeof tsaSettings>

/** A change of settings: what is left out stays as it is. */
export const tsaSettingsPatch = z.strictObject(fields).partial()
export type TsaSettingsPatch = z.infer<typeof tsaSettingsPatch>

/** Everything but the policies, which each service has of its own. */
export const defaultTsaSettings: Omit<TsaSettings, 'policies'> = {
  accuracy: { seconds: 1, millis: 0, micros: 0 },
  ordering: false,
  hashes: ['sha256', 'sha384', 'sha512'],
  key: 'P-256',
  token: null,
  keyLabel: null,
  digest: null,
  certificateLife: '5y',
  keyUse: '1y',
  signingCertificate: 'v2',
  chain: 'intermediates',
  authenticode: true,
  clients: [],
  perMinute: 600
}

/** A time server by name or address, with a port where it is not 123. */
export const timeServer = z
  .string()
  .max(260)
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/,
    'Write a name or an address, for example time.example.test, 192.0.2.1:123 or [2001:db8::1].'
  )

const clockFields = {
  /** Time servers that are asked (RFC 4330, RFC 5905); none asks nobody. */
  servers: z.array(timeServer).max(10),
  /** Milliseconds that the clock may be off or jump before it is trusted no more. */
  toleranceMs: z.number().int().min(50).max(600_000),
  /** Minutes between two questions. */
  everyMinutes: z.number().int().min(1).max(1440),
  /** Whether the clock is trusted only while time servers answer. */
  required: z.boolean()
}

/** How the clock of the installation is watched while it stamps. */
export const clockSettings = z.strictObject(clockFields)
export type ClockSettings = z.infer<typeof clockSettings>
export const clockSettingsPatch = z.strictObject(clockFields).partial()

export const defaultClockSettings: ClockSettings = {
  servers: [],
  toleranceMs: 500,
  everyMinutes: 15,
  required: false
}
