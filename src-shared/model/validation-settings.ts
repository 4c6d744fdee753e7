import { z } from 'zod'
import { caaMode } from './validation.ts'
import { mailAddress } from './validation-names.ts'

/** An address with or without a port: 192.0.2.53, 192.0.2.53:5353, 2001:db8::53, [2001:db8::53]:5353. */
const nameServer = z
  .string()
  .max(60)
  .regex(
    /^(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|[0-9A-Fa-f:]{2,45}|\[[0-9A-Fa-f:]{2,45}\](?::\d{1,5})?)$/,
    'Write the address of a name server, for example 192.0.2.53 or [2001:db8::53]:5353.'
  )

const trustAnchor = z
  .string()
  .max(400)
  .regex(
    /^\S+\s+(?:IN\s+)?DS\s+\d{1,5}\s+\d{1,3}\s+\d{1,3}\s+[0-9A-Fa-f][0-9A-Fa-f\s]*$/i,
    'Write a DS record, for example: corp.example. DS 12345 13 2 49FD46E6C4B45C55D4AC…'
  )

const zoneName = z.string().min(1).max(253)

/** A mail server that messages go through. Its password is kept sealed, apart from the settings. */
export const mailServer = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** starttls: refused where the server does not offer it. tls: from the first byte. none: nothing is encrypted. */
  security: z.enum(['starttls', 'tls', 'none']),
  /** Empty: no sign-in. */
  user: z.string().max(320),
  from: mailAddress,
  /** PEM of the authority behind the server's certificate, where it is not a public one; empty for those of the system. */
  trust: z.string().max(20_000)
})
export type MailServer = z.infer<typeof mailServer>

/** A mailbox that answers to challenges go to (RFC 8823); nobody else reads it. Its password is kept sealed. */
export const replyMailbox = z.strictObject({
  /** From of the challenges, and where answers go. */
  address: mailAddress,
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** starttls: refused where the server does not offer it. tls: from the first byte. none: nothing is encrypted. */
  security: z.enum(['starttls', 'tls', 'none']),
  user: z.string().min(1).max(320),
  /** The folder in which answers arrive, e.g. INBOX. */
  folder: z.string().min(1).max(200),
  /** PEM of the authority behind the server's certificate, where it is not a public one; empty for those of the system. */
  trust: z.string().max(20_000)
})
export type ReplyMailbox = z.infer<typeof replyMailbox>

/** How Chancery looks names up and what a proof is worth; part of the settings of the installation. */
export const validationFields = {
  /** system: the name servers of this machine. given: those below. roots: asked from the root down, without a resolver. */
  dnsSource: z.enum(['system', 'given', 'roots']),
  dnsServers: z.array(nameServer).max(10),
  /** off looks at no signatures; then no publicly trusted certificate is issued (BR 3.2.2.4). */
  dnssec: z.enum(['validate', 'off']),
  /** Beside the keys of the root zone, which are built in. */
  dnsTrustAnchors: z.array(trustAnchor).max(50),
  /** Zones of the own network that count as unsigned, with all below them (RFC 7646). */
  dnsUnsignedZones: z.array(zoneName).max(100),
  /** For all authorities; organizations and profiles may say otherwise. */
  caaMode,
  /** What a lookup means that failed twice: deny, or the exception of BR 3.2.2.8 for zones proved unsigned. */
  caaFailedLookup: z.enum(['deny', 'baseline']),
  /** Addresses that file proofs connect to: public ones only, private networks too, or any. */
  proofAddresses: z.enum(['public', 'private', 'any']),
  /** Days that a domain proof is used again for private certificates; publicly trusted ones follow BR 4.2.1. */
  proofReuseDays: z.number().int().min(1).max(3650),
  /** Days before the end of a proof that it is told. */
  proofNoticeDays: z.number().int().min(1).max(90),
  mailServer: mailServer.nullable(),
  replyMailbox: replyMailbox.nullable()
}

/**
 * Names that the public DNS does not delegate, so that a proof of their absence there says nothing about the network here:
 * RFC 6761 6.2 (test), RFC 6762 3 and appendix G, RFC 8375 (home.arpa), and ICANN's reservation of internal.
 */
export const usualUnsignedZones: readonly string[] = [
  'corp',
  'home',
  'home.arpa',
  'internal',
  'intranet',
  'lan',
  'local',
  'private',
  'test'
]

export interface ValidationSettings {
  readonly dnsSource: 'system' | 'given' | 'roots'
  readonly dnsServers: string[]
  readonly dnssec: 'validate' | 'off'
  readonly dnsTrustAnchors: string[]
  readonly dnsUnsignedZones: string[]
  readonly caaMode: z.infer<typeof caaMode>
  readonly caaFailedLookup: 'deny' | 'baseline'
  readonly proofAddresses: 'public' | 'private' | 'any'
  readonly proofReuseDays: number
  readonly proofNoticeDays: number
  readonly mailServer: MailServer | null
  readonly replyMailbox: ReplyMailbox | null
}

export const defaultValidationSettings: ValidationSettings = {
  dnsSource: 'system',
  dnsServers: [],
  dnssec: 'validate',
  dnsTrustAnchors: [],
  dnsUnsignedZones: [...usualUnsignedZones],
  caaMode: 'off',
  caaFailedLookup: 'deny',
  proofAddresses: 'private',
  proofReuseDays: 398,
  proofNoticeDays: 30,
  mailServer: null,
  replyMailbox: null
}
