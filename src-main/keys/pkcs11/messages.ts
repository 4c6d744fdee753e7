import { z } from 'zod'

/**
 * What goes between the engine and a token process. Both sides check what they get against these shapes: the module in
 * the child is somebody else's code, and whatever it makes of the child's memory must not get past here.
 */

/** The largest message that a signature mechanism with a hash of its own is given. */
export const MAX_SIGNED_BYTES = 16 * 1024 * 1024
/** Signatures in one message. */
export const MAX_BATCH = 64
const MAX_SLOTS = 256
const MAX_KEYS = 4096

const bytes = (most: number): z.ZodType<Uint8Array> =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= most, 'not bytes, or too many')
const text = z.string().max(1024)
const address = z.string().max(1024)
const hexId = z.string().regex(/^(?:[0-9a-f]{2}){0,128}$/)
const pin = z.string().min(1).max(256)
const flagWord = z.number().int().min(0)

export const keepPin = z.enum(['session', 'until-unplugged'])
export type KeepPin = z.infer<typeof keepPin>

/** What a private key of a software vault is made of, as a token takes it. */
const privateParts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ec'), curve: bytes(32), point: bytes(256), value: bytes(128) }),
  /** Ed25519: the point in an OCTET STRING, and the seed. */
  z.strictObject({ kind: z.literal('edwards'), point: bytes(64), value: bytes(32) }),
  z.strictObject({
    kind: z.literal('rsa'),
    modulus: bytes(1024),
    publicExponent: bytes(1024),
    privateExponent: bytes(1024),
    primes: z.array(bytes(1024)).length(5)
  })
])
export type PrivateParts = z.infer<typeof privateParts>

export const signMechanism = z.strictObject({
  type: flagWord,
  /** For PSS: hash and salt as long as it. */
  pss: z.strictObject({ hash: flagWord, mgf: flagWord, salt: z.number().int().min(0).max(64) }).nullable()
})
export type SignMechanism = z.infer<typeof signMechanism>

export const keyAlgorithmToMake = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ec'), curve: bytes(32) }),
  z.strictObject({ kind: z.literal('edwards') }),
  z.strictObject({ kind: z.literal('rsa'), bits: z.number().int().min(2048).max(16384) })
])
export type KeyToMake = z.infer<typeof keyAlgorithmToMake>

const onToken = { token: address }
export const tokenCall = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('open'), module: z.string().max(4096) }),
  /** `fresh` ends the module's work and begins it again: some never look for tokens a second time. */
  z.strictObject({ call: z.literal('survey'), fresh: z.boolean() }),
  z.strictObject({ call: z.literal('mechanisms'), ...onToken }),
  /** Signs out everywhere and ends the process. */
  z.strictObject({ call: z.literal('close') }),
  z.strictObject({ call: z.literal('login'), ...onToken, pin, keep: keepPin }),
  z.strictObject({ call: z.literal('logout'), ...onToken }),
  z.strictObject({ call: z.literal('change-pin'), ...onToken, pin, newPin: pin }),
  z.strictObject({ call: z.literal('keys'), ...onToken }),
  z.strictObject({ call: z.literal('generate'), ...onToken, label: text, id: hexId, key: keyAlgorithmToMake }),
  z.strictObject({ call: z.literal('import'), ...onToken, label: text, id: hexId, parts: privateParts }),
  z.strictObject({ call: z.literal('destroy'), ...onToken, id: hexId }),
  z.strictObject({
    call: z.literal('sign'),
    ...onToken,
    id: hexId,
    mechanism: signMechanism,
    inputs: z.array(bytes(MAX_SIGNED_BYTES)).min(1).max(MAX_BATCH)
  })
])
export type TokenCall = z.infer<typeof tokenCall>
export type CallName = TokenCall['call']

/** A token in a slot. */
const tokenInSlot = z.strictObject({
  address,
  label: text,
  manufacturer: text,
  model: text,
  serial: text,
  flags: flagWord,
  minPin: z.number(),
  maxPin: z.number(),
  hardware: text,
  firmware: text,
  /** As the token tells it, UTC, `YYYYMMDDhhmmss00`; empty where it has no clock. */
  time: text,
  /** Signed in as its user. */
  open: z.boolean(),
  /** The PIN is at hand for keys that ask for it at each signature. */
  pinKept: z.boolean()
})
export type TokenInSlot = z.infer<typeof tokenInSlot>

const slot = z.strictObject({
  id: z.string().max(32),
  description: text,
  manufacturer: text,
  removable: z.boolean(),
  hardware: z.boolean(),
  token: tokenInSlot.nullable(),
  /** Why the token in the slot cannot be read. */
  problem: text.nullable()
})
export type SlotSeen = z.infer<typeof slot>

export const mechanismSeen = z.strictObject({
  type: flagWord,
  minBits: z.number(),
  maxBits: z.number(),
  flags: flagWord
})
export type MechanismSeen = z.infer<typeof mechanismSeen>

/** CKA_… of a private key; null where the token does not say. */
export const keyAttributes = z.strictObject({
  sensitive: z.boolean().nullable(),
  extractable: z.boolean().nullable(),
  alwaysSensitive: z.boolean().nullable(),
  neverExtractable: z.boolean().nullable(),
  /** Made on the token. */
  local: z.boolean().nullable(),
  alwaysAuthenticate: z.boolean().nullable(),
  sign: z.boolean().nullable()
})
export type KeyAttributes = z.infer<typeof keyAttributes>

const publicParts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ec'), curve: bytes(64), point: bytes(512) }),
  z.strictObject({ kind: z.literal('edwards'), point: bytes(128) }),
  z.strictObject({ kind: z.literal('rsa'), modulus: bytes(2048), publicExponent: bytes(2048) }),
  z.strictObject({ kind: z.literal('other'), keyType: flagWord })
])
export type PublicParts = z.infer<typeof publicParts>

const keySeen = z.strictObject({
  id: hexId,
  label: text,
  attributes: keyAttributes,
  /** Null where neither the public key nor a certificate says it. */
  public: publicParts.nullable(),
  /** DER of a certificate beside it. */
  certificate: bytes(64 * 1024).nullable()
})
export type KeySeen = z.infer<typeof keySeen>

/** What went wrong in the child, told apart by what to do about it. */
export const failureKind = z.enum([
  'wrong-pin',
  'pin-locked',
  'pin-unusable',
  'absent',
  'locked',
  'no-key',
  'unsupported',
  'refused',
  'not-touched',
  'module'
])
export type FailureKind = z.infer<typeof failureKind>

export const tokenFailure = z.strictObject({
  kind: failureKind,
  /** Name of the CKR_… value, or what else the module said. */
  what: text
})
export type TokenFailure = z.infer<typeof tokenFailure>

/** What each call answers. */
export const answers = {
  open: z.strictObject({ cryptoki: text, manufacturer: text, description: text, version: text }),
  survey: z.strictObject({ slots: z.array(slot).max(MAX_SLOTS) }),
  mechanisms: z.strictObject({ mechanisms: z.array(mechanismSeen).max(2048) }),
  login: z.strictObject({}),
  logout: z.strictObject({}),
  close: z.strictObject({}),
  'change-pin': z.strictObject({}),
  keys: z.strictObject({ keys: z.array(keySeen).max(MAX_KEYS) }),
  generate: z.strictObject({ key: keySeen }),
  import: z.strictObject({ key: keySeen }),
  destroy: z.strictObject({ removed: z.boolean() }),
  /** Signatures of the first inputs; fewer than asked for where one failed. */
  sign: z.strictObject({
    signatures: z.array(bytes(4096)).max(MAX_BATCH),
    failure: tokenFailure.nullable(),
    micros: z.number().min(0)
  })
} as const satisfies Record<CallName, z.ZodType>
export type Answer<C extends CallName> = z.infer<(typeof answers)[C]>

export const request = z.strictObject({ id: z.number().int(), body: tokenCall })
export const response = z.strictObject({
  id: z.number().int(),
  value: z.unknown().optional(),
  failure: tokenFailure.optional()
})
export type TokenReply = z.infer<typeof response>
