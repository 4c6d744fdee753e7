import { z } from 'zod'
import { unixMs } from './scalars.ts'
import { pinPolicy, pivKeyAlgorithm, pivSlot, secretStates, touchPolicy } from './yubikey.ts'

/** What an attestation statement says of a key. */
export const attestationFacts = z.object({
  slot: pivSlot.nullable(),
  firmware: z.string().nullable(),
  serial: z.number().int().nullable(),
  pinPolicy: pinPolicy.nullable(),
  touchPolicy: touchPolicy.nullable(),
  formFactor: z.string().nullable(),
  fips: z.boolean()
})
export type AttestationFacts = z.infer<typeof attestationFacts>

export const attestationStep = z.object({
  check: z.enum(['form', 'chain', 'key', 'slot', 'serial']),
  outcome: z.enum(['passed', 'failed']),
  message: z.string()
})
export type AttestationStep = z.infer<typeof attestationStep>

export const attestationVerdict = z.object({
  valid: z.boolean(),
  steps: z.array(attestationStep),
  facts: attestationFacts.nullable(),
  /** Common name of the root. */
  root: z.string().nullable(),
  /** The root is not Yubico's but one of the settings: who holds its key can attest whatever they like. */
  ownRoot: z.boolean()
})
export type AttestationVerdict = z.infer<typeof attestationVerdict>

/** How a key on a YubiKey came there, as far as Chancery had a hand in it; stays for ever. */
export const yubiKeyRecord = z.object({
  id: z.number().int(),
  serial: z.number().int(),
  slot: pivSlot,
  algorithm: pivKeyAlgorithm,
  /** SHA-256 of the public key. */
  spkiSha256: z.string(),
  origin: z.enum(['generated', 'imported']),
  use: z.enum(['authority', 'person']),
  pinPolicy,
  touchPolicy,
  /** Null for an imported key, and for one whose YubiKey gave no statement. */
  attestation: attestationVerdict.nullable(),
  /** Why the origin of the key is not proved, for a key that was imported. */
  warning: z.string().nullable(),
  createdAt: unixMs,
  /** Another key took its place. */
  replacedAt: unixMs.nullable(),
  /** Other YubiKeys with the same key. */
  alsoOn: z.array(z.object({ serial: z.number().int(), slot: pivSlot })),
  /** The authority whose key it is. */
  authority: z.object({ id: z.number().int(), name: z.string() }).nullable()
})
export type YubiKeyRecord = z.infer<typeof yubiKeyRecord>

const secret = z.object({
  state: z.enum(secretStates),
  tries: z.number().int().nullable(),
  left: z.number().int().nullable()
})

export const yubiKeySlot = z.object({
  slot: pivSlot,
  label: z.string(),
  /** CKA_ID under which libykcs11 shows the key: what `authority create --key-id` takes. */
  pkcs11Id: z.number().int(),
  /** Null: the slot is empty, or the firmware does not tell (before 5.3). */
  key: z
    .object({
      algorithm: z.string(),
      spkiSha256: z.string().nullable(),
      pinPolicy: pinPolicy.nullable(),
      touchPolicy: touchPolicy.nullable(),
      origin: z.enum(['generated', 'imported']).nullable()
    })
    .nullable(),
  certificate: z
    .object({ subject: z.string(), issuer: z.string(), notAfter: unixMs, fitsKey: z.boolean().nullable() })
    .nullable(),
  record: yubiKeyRecord.nullable()
})
export type YubiKeySlot = z.infer<typeof yubiKeySlot>

export const yubiKeyRow = z.object({
  serial: z.number().int().nullable(),
  firmware: z.string(),
  reader: z.string(),
  pin: secret,
  puk: secret,
  managementKey: z.object({
    algorithm: z.enum(['3DES', 'AES128', 'AES192', 'AES256']),
    state: z.enum(secretStates),
    /** It lies on the YubiKey behind the PIN: nobody has to keep it. */
    behindPin: z.boolean()
  }),
  /** PIN, PUK and management key are not the factory's, and none is blocked. */
  ready: z.boolean(),
  /** What keeps it from being used, in sentences. */
  problems: z.array(z.string()),
  algorithms: z.array(pivKeyAlgorithm)
})
export type YubiKeyRow = z.infer<typeof yubiKeyRow>

export const yubiKeyView = yubiKeyRow.extend({ slots: z.array(yubiKeySlot) })
export type YubiKeyView = z.infer<typeof yubiKeyView>
