import { z } from 'zod'

/** How a token stands (spec E.5). */
export const tokenState = z.enum([
  'absent',
  'locked',
  'unlocked',
  'wrong-pin',
  'blocked',
  'uninitialised',
  'factory-credentials'
])
export type TokenState = z.infer<typeof tokenState>

/** PIN tries as far as a token tells them: it only warns (PKCS#11 2.40, CKF_USER_PIN_…). */
export const pinTries = z.enum(['not-told', 'few', 'one', 'none'])
export type PinTries = z.infer<typeof pinTries>

/** How long the PIN is kept, in the process of the module alone. */
export const pinKeeping = z.enum(['session', 'until-unplugged'])
export type PinKeeping = z.infer<typeof pinKeeping>

/** Where the PIN comes from without anybody typing it: the key store of the operating system, or a systemd credential. */
export const pinSource = z.string().regex(/^(?:key-store|credential):[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)

/** A token, also one that is not plugged in. */
/** What signs with a key beside authorities. */
export const keyService = z.object({
  kind: z.enum(['ocsp', 'tsa', 'evidence']),
  /** Of the authority whose OCSP responder it is, of the time-stamp service, or of the evidence key. */
  name: z.string(),
  /** Of the authority, the time-stamp service or the evidence key. */
  id: z.number().int()
})
export type KeyService = z.infer<typeof keyService>

export const tokenView = z.object({
  /** PKCS#11 URI (RFC 7512): the token is known by it wherever it is plugged in. */
  address: z.string(),
  label: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  firmware: z.string(),
  state: tokenState,
  tries: pinTries,
  /** The state in a sentence, with what to do. */
  explanation: z.string(),
  /** File of the module behind which it was seen; null while it is absent. */
  module: z.string().nullable(),
  slot: z.string().nullable(),
  hardware: z.boolean(),
  /** The PIN is typed on the device itself. */
  pinPad: z.boolean(),
  minPin: z.number().nullable(),
  maxPin: z.number().nullable(),
  /** Where the PIN is read from when nobody types it; null for nowhere. */
  pinSource: z.string().nullable(),
  /** The token has worked on one signature for more than a second: a YubiKey waits for a touch so. */
  waiting: z.boolean(),
  /** Signatures that wait for it. */
  queued: z.number().int(),
  /** Key algorithms that it makes; empty while it is not known. */
  algorithms: z.array(z.string()),
  authorities: z.array(z.string()),
  services: z.array(keyService)
})
export type TokenView = z.infer<typeof tokenView>

/** A module in use. */
export const moduleView = z.object({
  path: z.string(),
  label: z.string(),
  state: z.enum(['running', 'stopped', 'failed']),
  /** What the module says of itself; empty before it was loaded. */
  description: z.string(),
  version: z.string(),
  cryptoki: z.string(),
  problem: z.string().nullable(),
  process: z.number().int().nullable()
})
export type ModuleView = z.infer<typeof moduleView>

/** A module that is installed in a usual place. */
export const foundModule = z.object({ path: z.string(), label: z.string(), inUse: z.boolean() })

/** A private key on a token. */
export const tokenKey = z.object({
  /** Number of the key in Chancery; null for one that it does not use. */
  keyId: z.number().int().nullable(),
  /** CKA_ID in hex. */
  id: z.string(),
  label: z.string(),
  /** Id of a key algorithm; null for one that Chancery does not use. */
  algorithm: z.string().nullable(),
  /** SHA-256 of the public key, hex; null where the token does not show it. */
  spkiSha256: z.string().nullable(),
  sensitive: z.boolean().nullable(),
  extractable: z.boolean().nullable(),
  neverExtractable: z.boolean().nullable(),
  madeOnToken: z.boolean().nullable(),
  /** The PIN is asked for at each signature. */
  alwaysAuthenticate: z.boolean().nullable(),
  authority: z.string().nullable(),
  services: z.array(keyService),
  /** Label of the key of ours that this is a copy of, which was not taken up; null for every other. */
  copyOf: z.string().nullable(),
  /** What is to be known of it for ever; empty for a key that was made on the token and never left it. */
  warning: z.string()
})
export type TokenKeyView = z.infer<typeof tokenKey>

/** One thing that the doctor found. */
export const finding = z.object({
  level: z.enum(['fine', 'note', 'warning', 'problem']),
  /** Stable id of the rule that speaks. */
  rule: z.string(),
  /** What was found, in a sentence. */
  text: z.string(),
  /** What to do; empty where nothing is. */
  advice: z.string()
})
export type Finding = z.infer<typeof finding>

export const doctorReport = z.object({
  module: z.string(),
  product: z.string(),
  loads: z.boolean(),
  description: z.string(),
  version: z.string(),
  cryptoki: z.string(),
  findings: z.array(finding),
  slots: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      token: z.string().nullable(),
      address: z.string().nullable(),
      serial: z.string(),
      state: tokenState,
      tries: pinTries,
      /** How one signs in: with a PIN, on the device's own pad, or not at all. */
      login: z.enum(['pin', 'pin-pad', 'none']),
      clock: z.string(),
      mechanisms: z.array(z.object({ name: z.string(), minBits: z.number(), maxBits: z.number(), signs: z.boolean() })),
      algorithms: z.array(z.string()),
      findings: z.array(finding)
    })
  )
})
export type DoctorReport = z.infer<typeof doctorReport>
