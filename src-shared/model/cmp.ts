import { z } from 'zod'
import { keyAlgorithmIds } from './algorithm.ts'
import { durationText } from './duration.ts'
import { alternativeName, subjectEntry } from './subject-entry.ts'
import { clientRange } from './tsa.ts'

/** Part of the address of a CMP service, so that nobody has to escape it. */
export const cmpServiceName = z
  .string()
  .max(50)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and dashes: the name is part of the address of the service.'
  )

/** How messages are protected: with a secret that both sides know, with a certificate, or either. */
export const cmpProtection = z.enum(['mac', 'signature', 'both'])
export type CmpProtection = z.infer<typeof cmpProtection>

/** Subject, names and validity that the certificates of a client get, whatever it asks. */
export const cmpBound = z.strictObject({
  subject: z.array(subjectEntry).min(1).max(100).optional(),
  alternativeNames: z.array(alternativeName).min(1).max(100).optional(),
  /** A span such as `90d`, within what the profile lets a request choose. */
  validity: durationText.optional()
})
export type CmpBound = z.infer<typeof cmpBound>

const fields = {
  /** Which protection is taken; answers have the same. */
  protection: cmpProtection,
  /** Most rounds of hashing that a message may ask for before its MAC is looked at. */
  maximumIterations: z.number().int().min(1_000).max(1_000_000),
  /** Whether a MAC may be made with SHA-1, as older clients do unless told otherwise. */
  sha1: z.boolean(),
  /** Minutes that the time in a message may be off; 0 does not look at it. */
  clockMinutes: z.number().int().min(0).max(100_000),
  /** Whether a client may leave out the confirmation of its certificate (RFC 9810 5.1.1.1). */
  implicitConfirm: z.boolean(),
  /** Minutes that a client has to confirm its certificate. */
  confirmMinutes: z.number().int().min(1).max(100_000),
  /** What becomes of a certificate that nobody confirmed in time. */
  unconfirmed: z.enum(['revoke', 'keep']),
  /** Seconds after which a client that waits for an approval is to ask again. */
  pollSeconds: z.number().int().min(1).max(86_400),
  /** Days that a client can come back for what it waits for. */
  waitDays: z.number().int().min(1).max(366),
  /** Whether a certificate of ours gets its holder only certificates with the same names. */
  sameNames: z.boolean(),
  /** Certificates of outside authorities, PEM, whose devices may ask with the certificates that they were made with. */
  trusted: z.array(z.string().max(20_000)).max(20),
  /** Whether keys are made here and handed over encrypted (RFC 9483 4.1.6), where the profile lets Chancery make keys. */
  centralKeys: z.boolean(),
  /** Addresses that may ask; empty lets everybody. */
  clients: z.array(clientRange).max(200),
  /** Key of the next protection certificate. */
  key: z.enum(keyAlgorithmIds),
  /** How long a protection certificate is valid; the next one takes its place after two thirds. */
  certificateLife: durationText
}

/** How a CMP service answers. */
export const cmpSettings = z.strictObject(fields)
export type CmpSettings = z.infer<typeof cmpSettings>

/** A change of settings: what is left out stays as it is. */
export const cmpSettingsPatch = z.strictObject(fields).partial()
export type CmpSettingsPatch = z.infer<typeof cmpSettingsPatch>

export const defaultCmpSettings: CmpSettings = {
  protection: 'both',
  maximumIterations: 100_000,
  sha1: true,
  clockMinutes: 60,
  implicitConfirm: true,
  confirmMinutes: 5,
  unconfirmed: 'revoke',
  pollSeconds: 10,
  waitDays: 30,
  sameNames: true,
  trusted: [],
  centralKeys: false,
  clients: [],
  key: 'P-256',
  certificateLife: '1y'
}

export const cmpTransactionState = z.enum(['begun', 'waiting', 'unconfirmed', 'done', 'refused', 'rejected', 'expired'])
