import pkcs11, { type Attribute, type Handle, type PKCS11 } from 'pkcs11js'
import type { KeyAttributes, KeySeen, KeyToMake, PrivateParts, PublicParts } from './messages.ts'

/** A private key as it was found, with the handle under which the module knows it in this session. */
export interface FoundKey {
  readonly handle: Handle
  readonly alwaysAuthenticate: boolean
}

/** CKK_EC_EDWARDS and CKM_EC_EDWARDS_KEY_PAIR_GEN (PKCS#11 3.0, 2.3.10). */
const [EC_EDWARDS, EDWARDS_KEY_PAIR] = [0x40, 0x1055] as const
/** CKA_EC_PARAMS of edwards25519 by name (PrintableString), which PKCS#11 3.0 (2.3.3) has beside the OID. */
const edwards25519 = Buffer.concat([Buffer.of(0x13, 12), Buffer.from('edwards25519', 'latin1')])

/** Objects of one class taken over at a time. */
const AT_ONCE = 100
const MOST_OBJECTS = 4096
/** Of what a public key is made of; an object with more is none that is understood here. */
const MOST_OCTETS = { curve: 64, rest: 512 } as const

export function findObjects(module: PKCS11, session: Handle, template: Attribute[]): Handle[] {
  module.C_FindObjectsInit(session, template)
  try {
    const found: Handle[] = []
    for (;;) {
      const some = module.C_FindObjects(session, AT_ONCE)
      found.push(...some)
      if (some.length === 0 || found.length >= MOST_OBJECTS) return found
    }
  } finally {
    module.C_FindObjectsFinal(session)
  }
}

/** One at a time: a token that does not know one attribute may refuse all that are asked for with it. */
function attribute(module: PKCS11, session: Handle, object: Handle, type: number): Buffer | null {
  try {
    const [got] = module.C_GetAttributeValue(session, object, [{ type }])
    return got === undefined || got.value.length === 0 ? null : Buffer.from(got.value)
  } catch {
    return null
  }
}

function flag(module: PKCS11, session: Handle, object: Handle, type: number): boolean | null {
  const value = attribute(module, session, object, type)
  return value === null ? null : value[0] !== 0
}

/** CK_ULONG in the byte order of the machine; the low four bytes hold every type of key. */
function number(module: PKCS11, session: Handle, object: Handle, type: number): number | null {
  const value = attribute(module, session, object, type)
  return value === null || value.length < 4 ? null : value.readUInt32LE(0)
}

function textOf(module: PKCS11, session: Handle, object: Handle, type: number): string {
  return (attribute(module, session, object, type)?.toString('utf8') ?? '').slice(0, 1000)
}

/** @returns the key with this CKA_ID (hex), undefined where the token has none */
export function findPrivateKey(module: PKCS11, session: Handle, id: string): FoundKey | undefined {
  const [handle] = findObjects(module, session, [
    { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
    { type: pkcs11.CKA_ID, value: Buffer.from(id, 'hex') }
  ])
  if (handle === undefined) return undefined
  return {
    handle,
    alwaysAuthenticate: flag(module, session, handle, pkcs11.CKA_ALWAYS_AUTHENTICATE) === true
  }
}

/** @returns every private key that has an id, with what can be seen of its public half */
export function listKeys(module: PKCS11, session: Handle): KeySeen[] {
  const byId = (objectClass: number): Map<string, Handle> => {
    const map = new Map<string, Handle>()
    for (const handle of findObjects(module, session, [{ type: pkcs11.CKA_CLASS, value: objectClass }])) {
      const id = attribute(module, session, handle, pkcs11.CKA_ID)
      if (id !== null && id.length <= 128) map.set(id.toString('hex'), handle)
    }
    return map
  }
  const publicKeys = byId(pkcs11.CKO_PUBLIC_KEY)
  const certificates = byId(pkcs11.CKO_CERTIFICATE)
  return [...byId(pkcs11.CKO_PRIVATE_KEY)].map(([id, handle]) =>
    describeKey(module, session, id, handle, publicKeys.get(id), certificates.get(id))
  )
}

export function describeKey(
  module: PKCS11,
  session: Handle,
  id: string,
  privateKey: Handle,
  publicKey: Handle | undefined,
  certificate: Handle | undefined
): KeySeen {
  const is = (type: number): boolean | null => flag(module, session, privateKey, type)
  const attributes: KeyAttributes = {
    sensitive: is(pkcs11.CKA_SENSITIVE),
    extractable: is(pkcs11.CKA_EXTRACTABLE),
    alwaysSensitive: is(pkcs11.CKA_ALWAYS_SENSITIVE),
    neverExtractable: is(pkcs11.CKA_NEVER_EXTRACTABLE),
    local: is(pkcs11.CKA_LOCAL),
    alwaysAuthenticate: is(pkcs11.CKA_ALWAYS_AUTHENTICATE),
    sign: is(pkcs11.CKA_SIGN)
  }
  const der = certificate === undefined ? null : attribute(module, session, certificate, pkcs11.CKA_VALUE)
  return {
    id,
    label: textOf(module, session, privateKey, pkcs11.CKA_LABEL),
    attributes,
    public:
      (publicKey === undefined ? null : publicOf(module, session, publicKey)) ?? publicOf(module, session, privateKey),
    certificate: der === null || der.length > 64 * 1024 ? null : plain(der)
  }
}

function publicOf(module: PKCS11, session: Handle, object: Handle): PublicParts | null {
  // ykcs11 gives whatever lies there for an imported key without a certificate beside it.
  const get = (type: number): Uint8Array | null => {
    const value = attribute(module, session, object, type)
    return value === null || value.length > MOST_OCTETS[type === pkcs11.CKA_EC_PARAMS ? 'curve' : 'rest']
      ? null
      : plain(value)
  }
  const keyType = number(module, session, object, pkcs11.CKA_KEY_TYPE)
  if (keyType === pkcs11.CKK_RSA) {
    const [modulus, publicExponent] = [get(pkcs11.CKA_MODULUS), get(pkcs11.CKA_PUBLIC_EXPONENT)]
    return modulus === null || publicExponent === null ? null : { kind: 'rsa', modulus, publicExponent }
  }
  if (keyType === pkcs11.CKK_EC) {
    const [curve, point] = [get(pkcs11.CKA_EC_PARAMS), get(pkcs11.CKA_EC_POINT)]
    return curve === null || point === null ? null : { kind: 'ec', curve, point }
  }
  if (keyType === EC_EDWARDS) {
    const point = get(pkcs11.CKA_EC_POINT)
    return point === null ? null : { kind: 'edwards', point }
  }
  return keyType === null ? null : { kind: 'other', keyType }
}

/** What every private key of ours is on a token: it stays there and nobody reads it. */
const secretForGood: Attribute[] = [
  { type: pkcs11.CKA_TOKEN, value: true },
  { type: pkcs11.CKA_PRIVATE, value: true },
  { type: pkcs11.CKA_SENSITIVE, value: true },
  { type: pkcs11.CKA_EXTRACTABLE, value: false },
  { type: pkcs11.CKA_SIGN, value: true }
]

const pairMechanisms: Readonly<Record<KeyToMake['kind'], number>> = {
  rsa: pkcs11.CKM_RSA_PKCS_KEY_PAIR_GEN,
  ec: pkcs11.CKM_EC_KEY_PAIR_GEN,
  edwards: EDWARDS_KEY_PAIR
}
const keyTypes: Readonly<Record<PrivateParts['kind'], number>> = {
  rsa: pkcs11.CKK_RSA,
  ec: pkcs11.CKK_EC,
  edwards: EC_EDWARDS
}

/** Makes a key pair on the token. @returns handles of both halves */
export function generatePair(
  module: PKCS11,
  session: Handle,
  wanted: { readonly label: string; readonly id: string; readonly key: KeyToMake }
): { readonly privateKey: Handle; readonly publicKey: Handle } {
  const names: Attribute[] = [
    { type: pkcs11.CKA_LABEL, value: wanted.label },
    { type: pkcs11.CKA_ID, value: Buffer.from(wanted.id, 'hex') }
  ]
  const { key } = wanted
  const size: Attribute[] =
    key.kind !== 'rsa'
      ? [{ type: pkcs11.CKA_EC_PARAMS, value: key.kind === 'ec' ? Buffer.from(key.curve) : edwards25519 }]
      : [
          { type: pkcs11.CKA_MODULUS_BITS, value: key.bits },
          { type: pkcs11.CKA_PUBLIC_EXPONENT, value: Buffer.from([1, 0, 1]) }
        ]
  return module.C_GenerateKeyPair(
    session,
    { mechanism: pairMechanisms[key.kind] },
    [
      { type: pkcs11.CKA_TOKEN, value: true },
      { type: pkcs11.CKA_PRIVATE, value: false },
      { type: pkcs11.CKA_VERIFY, value: true },
      ...size,
      ...names
    ],
    [...secretForGood, ...names]
  )
}

/** Puts an existing key pair on the token. @returns handles of both halves */
export function createPair(
  module: PKCS11,
  session: Handle,
  wanted: { readonly label: string; readonly id: string; readonly parts: PrivateParts }
): { readonly privateKey: Handle; readonly publicKey: Handle } {
  const { parts } = wanted
  const names: Attribute[] = [
    { type: pkcs11.CKA_LABEL, value: wanted.label },
    { type: pkcs11.CKA_ID, value: Buffer.from(wanted.id, 'hex') }
  ]
  const value = (type: number, octets: Uint8Array | undefined): Attribute => ({
    type,
    value: Buffer.from(octets ?? new Uint8Array())
  })
  const shown: Attribute[] =
    parts.kind !== 'rsa'
      ? [value(pkcs11.CKA_EC_PARAMS, curveOf(parts)), value(pkcs11.CKA_EC_POINT, parts.point)]
      : [value(pkcs11.CKA_MODULUS, parts.modulus), value(pkcs11.CKA_PUBLIC_EXPONENT, parts.publicExponent)]
  const [p, q, dp, dq, qi] = parts.kind === 'rsa' ? parts.primes : []
  const hidden: Attribute[] =
    parts.kind !== 'rsa'
      ? [value(pkcs11.CKA_EC_PARAMS, curveOf(parts)), value(pkcs11.CKA_VALUE, parts.value)]
      : [
          value(pkcs11.CKA_MODULUS, parts.modulus),
          value(pkcs11.CKA_PUBLIC_EXPONENT, parts.publicExponent),
          value(pkcs11.CKA_PRIVATE_EXPONENT, parts.privateExponent),
          value(pkcs11.CKA_PRIME_1, p),
          value(pkcs11.CKA_PRIME_2, q),
          value(pkcs11.CKA_EXPONENT_1, dp),
          value(pkcs11.CKA_EXPONENT_2, dq),
          value(pkcs11.CKA_COEFFICIENT, qi)
        ]
  const keyType = { type: pkcs11.CKA_KEY_TYPE, value: keyTypes[parts.kind] }
  const privateKey = module.C_CreateObject(session, [
    { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
    keyType,
    ...secretForGood,
    ...hidden,
    ...names
  ])
  for (const { value: octets } of hidden) if (Buffer.isBuffer(octets)) octets.fill(0)
  try {
    const publicKey = module.C_CreateObject(session, [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PUBLIC_KEY },
      keyType,
      { type: pkcs11.CKA_TOKEN, value: true },
      { type: pkcs11.CKA_PRIVATE, value: false },
      { type: pkcs11.CKA_VERIFY, value: true },
      ...shown,
      ...names
    ])
    return { privateKey, publicKey }
  } catch (error) {
    module.C_DestroyObject(session, privateKey)
    throw error
  }
}

const curveOf = (parts: Exclude<PrivateParts, { kind: 'rsa' }>): Uint8Array =>
  parts.kind === 'ec' ? parts.curve : edwards25519

/** A Buffer as the plain bytes that go over to the engine. */
export const plain = (buffer: Uint8Array): Uint8Array => Uint8Array.from(buffer)
