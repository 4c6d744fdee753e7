import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  firmwareAtLeast,
  type PinPolicy,
  type PivKeyAlgorithm,
  type PivSlot,
  type SecretState,
  type TouchPolicy
} from '../../../src-shared/model/yubikey.ts'
import { exchange, status, type ApduChannel } from './apdu.ts'
import type { CardConnection } from './card-readers.ts'
import {
  authenticateManagement,
  CARD_MANAGEMENT,
  managementAlgorithmOf,
  managementAlgorithms,
  type ManagementAlgorithm
} from './management-key.ts'
import {
  importData,
  pinPolicyOf,
  pinPolicyValues,
  pivAlgorithmOf,
  pivAlgorithms,
  publicKeyOf,
  signatureInput,
  touchPolicyOf,
  touchPolicyValues
} from './piv-keys.ts'
import { findTlv, readTlvs, tlv } from './tlv.ts'

const APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x03, 0x08)
const MANAGEMENT_APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x05, 0x27, 0x47, 0x11, 0x17)

export const PIN = 0x80
export const PUK = 0x81

/** Weak DES keys and the like: the card says so. */
const GENERATE = 0x47

/** What METADATA says of a slot (firmware 5.3 and later). */
export interface SlotMetadata {
  readonly algorithm: PivKeyAlgorithm | null
  readonly pinPolicy: PinPolicy | null
  readonly touchPolicy: TouchPolicy | null
  readonly origin: 'generated' | 'imported' | null
  /** SubjectPublicKeyInfo, DER; null for an algorithm that Chancery does not offer. */
  readonly spki: Uint8Array | null
}

export interface SecretMetadata {
  readonly state: SecretState
  readonly tries: number | null
  readonly left: number | null
}

/** A YubiKey whose PIV application is selected. Secrets that are passed in are the caller's to zero. */
export interface PivSession {
  readonly firmware: string
  /** Null for the few that have none to give. */
  readonly serial: number | null
  readonly reader: string
  metadata(slot: PivSlot | 'f9'): Promise<SlotMetadata | null>
  secret(reference: typeof PIN | typeof PUK): Promise<SecretMetadata>
  managementKey(): Promise<{ readonly algorithm: ManagementAlgorithm; readonly state: SecretState }>
  verifyPin(pin: string): Promise<void>
  changePin(old: string, next: string): Promise<void>
  changePuk(old: string, next: string): Promise<void>
  /** Gives the PIN a new value by the PUK, and its tries back. */
  unblockPin(puk: string, next: string): Promise<void>
  authenticate(algorithm: ManagementAlgorithm, key: Uint8Array): Promise<void>
  setManagementKey(algorithm: ManagementAlgorithm, key: Uint8Array): Promise<void>
  /** @returns SubjectPublicKeyInfo */
  generate(slot: PivSlot, algorithm: PivKeyAlgorithm, pin: PinPolicy, touch: TouchPolicy): Promise<Uint8Array>
  importKey(
    slot: PivSlot,
    algorithm: PivKeyAlgorithm,
    pkcs8: Uint8Array,
    pin: PinPolicy,
    touch: TouchPolicy
  ): Promise<void>
  /** @returns the attestation statement, DER; null where the key was not made on the YubiKey or there is none */
  attest(slot: PivSlot): Promise<Uint8Array | null>
  /**
   * Signs a certification request, with which the holder of the key asks for a certificate (RFC 2986 4.2). Waits for the
   * touch where the key wants one.
   * @returns the signature as X.509 carries it: RSA PKCS#1 v1.5 and ECDSA with the curve's own hash, or Ed25519
   * @throws ChanceryError `key-unavailable` where the YubiKey was pulled out; `forbidden` without PIN or touch
   */
  provePossession(slot: PivSlot, algorithm: PivKeyAlgorithm, info: Uint8Array): Promise<Uint8Array>
  getObject(object: number): Promise<Uint8Array | null>
  putObject(object: number, content: Uint8Array): Promise<void>
  close(): Promise<void>
}

/**
 * Selects the PIV application and asks what the card is.
 * @throws ChanceryError `key-unavailable` where the card has no PIV application or is not a YubiKey
 */
export async function openPiv(connection: CardConnection): Promise<PivSession> {
  try {
    const selected = await exchange(connection, 0xa4, 0x04, 0x00, APPLICATION)
    if (selected.status !== status.ok)
      throw new ChanceryError('key-unavailable', `The card in "${connection.reader}" has no PIV application.`)
    const version = await exchange(connection, 0xfd, 0, 0)
    if (version.status !== status.ok || version.data.length !== 3)
      throw new ChanceryError('key-unavailable', `The card in "${connection.reader}" is not a YubiKey.`)
    const firmware = version.data.join('.')
    return sessionOver(connection, firmware, await serialOf(connection, firmware))
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** GET SERIAL is in the PIV application from firmware 5 on; before it, the management application answers (firmware 4). */
async function serialOf(channel: ApduChannel, firmware: string): Promise<number | null> {
  const number = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt32BE(0)
  if (firmwareAtLeast(firmware, '5.0.0')) {
    const said = await exchange(channel, 0xf8, 0, 0)
    return said.status === status.ok && said.data.length === 4 ? number(said.data) : null
  }
  const other = await exchange(channel, 0xa4, 0x04, 0x00, MANAGEMENT_APPLICATION)
  const info = other.status === status.ok ? await exchange(channel, 0x1d, 0, 0) : undefined
  const back = await exchange(channel, 0xa4, 0x04, 0x00, APPLICATION)
  if (back.status !== status.ok) throw new ChanceryError('key-unavailable', 'The YubiKey does not answer any more.')
  const serial = info?.status === status.ok ? findTlv(info.data.subarray(1), 0x02) : undefined
  return serial?.length === 4 ? number(serial) : null
}

function sessionOver(connection: CardConnection, firmware: string, serial: number | null): PivSession {
  const hasMetadata = firmwareAtLeast(firmware, '5.3.0')
  const ask = (ins: number, p1: number, p2: number, data?: Uint8Array): ReturnType<typeof exchange> =>
    exchange(connection, ins, p1, p2, data)
  const metadataOf = async (reference: number): Promise<ReadonlyMap<number, Uint8Array> | null> => {
    if (!hasMetadata) return null
    const { status: said, data } = await ask(0xf7, 0, reference)
    if (said === status.noReference || said === status.unknownInstruction) return null
    expect(said, 'tell what is in the slot')
    return new Map(readTlvs(data).map(({ tag, value }) => [tag, value]))
  }
  const isDefault = (parts: ReadonlyMap<number, Uint8Array> | null): SecretState => {
    const flag = parts?.get(0x05)?.[0]
    return flag === undefined ? 'unknown' : flag === 1 ? 'factory' : 'changed'
  }
  const references = async (ins: number, p2: number, first: string, second: string, of: typeof PIN | typeof PUK) => {
    const data = new Uint8Array(Buffer.concat([padded(first), padded(second)]))
    connection.forgetAtEnd()
    try {
      checkReference((await ask(ins, 0, p2, data)).status, of)
    } finally {
      data.fill(0)
    }
  }

  return {
    firmware,
    serial,
    reader: connection.reader,
    metadata: async (slot) => {
      const parts = await metadataOf(referenceOf(slot))
      if (parts === null) return null
      const algorithm = pivAlgorithmOf(parts.get(0x01)?.[0] ?? 0)
      const [pin = 0, touch = 0] = parts.get(0x02) ?? []
      const origin = parts.get(0x03)?.[0]
      const key = parts.get(0x04)
      return {
        algorithm,
        pinPolicy: pinPolicyOf(pin),
        touchPolicy: touchPolicyOf(touch),
        origin: origin === 1 ? 'generated' : origin === 2 ? 'imported' : null,
        spki: algorithm === null || key === undefined ? null : publicKeyOf(algorithm, key)
      }
    },
    secret: async (reference) => {
      const parts = await metadataOf(reference)
      const [tries, left] = parts?.get(0x06) ?? []
      if (parts !== null || reference !== PIN)
        return { state: isDefault(parts), tries: tries ?? null, left: left ?? null }
      // SP 800-73-4 part 2 section 3.2.1: VERIFY without data tells the tries and spends none.
      const said = (await ask(0x20, 0, PIN)).status
      return { state: 'unknown', tries: null, left: triesIn(said) }
    },
    managementKey: async () => {
      const parts = await metadataOf(CARD_MANAGEMENT)
      return { algorithm: managementAlgorithmOf(parts?.get(0x01)?.[0] ?? 0x03), state: isDefault(parts) }
    },
    verifyPin: async (pin) => {
      const data = padded(pin)
      connection.forgetAtEnd()
      try {
        checkReference((await ask(0x20, 0, PIN, data)).status, PIN)
      } finally {
        data.fill(0)
      }
    },
    changePin: (old, next) => references(0x24, PIN, old, next, PIN),
    changePuk: (old, next) => references(0x24, PUK, old, next, PUK),
    unblockPin: (puk, next) => references(0x2c, PIN, puk, next, PUK),
    authenticate: async (algorithm, key) => {
      connection.forgetAtEnd()
      await authenticateManagement(connection, algorithm, key)
    },
    setManagementKey: async (algorithm, key) => {
      const data = new Uint8Array(
        Buffer.concat([Uint8Array.of(managementAlgorithms[algorithm].reference, CARD_MANAGEMENT, key.length), key])
      )
      try {
        expect((await ask(0xff, 0xff, 0xff, data)).status, 'take the management key')
      } finally {
        data.fill(0)
      }
    },
    generate: async (slot, algorithm, pin, touch) => {
      const template = tlv(0xac, tlv(0x80, Uint8Array.of(pivAlgorithms[algorithm])), policies(pin, touch))
      const { status: said, data } = await ask(GENERATE, 0, referenceOf(slot), template)
      expect(said, `make a ${algorithm} key`)
      const key = findTlv(data, 0x7f49)
      if (key === undefined) throw new ChanceryError('malformed', 'The YubiKey made a key and does not show it.')
      return publicKeyOf(algorithm, key)
    },
    importKey: async (slot, algorithm, pkcs8, pin, touch) => {
      const key = importData(algorithm, pkcs8)
      const data = new Uint8Array(Buffer.concat([key, policies(pin, touch)]))
      try {
        expect((await ask(0xfe, pivAlgorithms[algorithm], referenceOf(slot), data)).status, `take a ${algorithm} key`)
      } finally {
        key.fill(0)
        data.fill(0)
      }
    },
    attest: async (slot) => {
      const { status: said, data } = await ask(0xf9, referenceOf(slot), 0)
      return said === status.ok && data.length > 0 ? data : null
    },
    provePossession: async (slot, algorithm, info) => {
      const input = signatureInput(algorithm, info)
      const template = tlv(0x7c, tlv(0x82), tlv(0x81, input))
      const { status: said, data } = await ask(0x87, pivAlgorithms[algorithm], referenceOf(slot), template)
      expect(said, 'sign')
      const signature = findTlv(findTlv(data, 0x7c) ?? new Uint8Array(), 0x82)
      if (signature === undefined) throw new ChanceryError('malformed', 'The YubiKey signs and gives no signature.')
      return signature
    },
    getObject: async (object) => {
      const { status: said, data } = await ask(0xcb, 0x3f, 0xff, tlv(0x5c, objectBytes(object)))
      if (said === status.notFound) return null
      expect(said, 'give a data object')
      return findTlv(data, 0x53) ?? null
    },
    putObject: async (object, content) => {
      const data = new Uint8Array(Buffer.concat([tlv(0x5c, objectBytes(object)), tlv(0x53, content)]))
      expect((await ask(0xdb, 0x3f, 0xff, data)).status, 'keep a data object')
    },
    close: () => connection.close()
  }
}

const referenceOf = (slot: PivSlot | 'f9'): number => Number.parseInt(slot, 16)
const objectBytes = (object: number): Uint8Array => Uint8Array.of(object >> 16, (object >> 8) & 0xff, object & 0xff)

function policies(pin: PinPolicy, touch: TouchPolicy): Uint8Array {
  return new Uint8Array(
    Buffer.concat([tlv(0xaa, Uint8Array.of(pinPolicyValues[pin])), tlv(0xab, Uint8Array.of(touchPolicyValues[touch]))])
  )
}

/** PIN and PUK have 6 to 8 bytes and are filled up with FF (SP 800-73-4 part 2 section 2.4.3). */
function padded(secret: string): Uint8Array {
  const bytes = Buffer.from(secret, 'utf8')
  if (bytes.length < 1 || bytes.length > 8)
    throw new ChanceryError('invalid-input', 'The PIN and the PUK of a YubiKey have 6 to 8 characters.')
  const whole = new Uint8Array(8).fill(0xff)
  whole.set(bytes)
  bytes.fill(0)
  return whole
}

/** @returns the tries that a status of VERIFY tells, null where it tells none */
function triesIn(said: number): number | null {
  if (said === status.blocked) return 0
  return (said & 0xfff0) === 0x63c0 ? said & 0x0f : null
}

function checkReference(said: number, of: typeof PIN | typeof PUK): void {
  if (said === status.ok) return
  const name = of === PIN ? 'PIN' : 'PUK'
  const left = triesIn(said)
  if (left === 0)
    throw new ChanceryError(
      'wrong-passphrase',
      of === PIN
        ? 'The PIN is blocked: it was wrong too often. Give it a new value with the PUK.'
        : 'The PUK is blocked: it was wrong too often. Only a reset helps now, which destroys every key on the YubiKey.'
    )
  if (left !== null)
    throw new ChanceryError(
      'wrong-passphrase',
      `The ${name} is wrong. ${left === 1 ? 'One try is left before it is blocked.' : `${left} tries are left.`}`
    )
  if (said === status.wrongData || said === status.conditions)
    throw new ChanceryError(
      'invalid-input',
      `The YubiKey does not take this ${name}: it needs 6 to 8 characters, or its own rules forbid it.`
    )
  expect(said, `check the ${name}`)
}

function expect(said: number, action: string): void {
  if (said === status.ok) return
  const hex = said.toString(16).padStart(4, '0')
  switch (said) {
    case status.securityStatus:
      throw new ChanceryError(
        'forbidden',
        `The YubiKey wants a PIN, a touch or its management key before it may ${action}.`
      )
    case status.wrongData:
    case status.notSupported:
    case status.wrongParameters:
    case status.unknownInstruction:
      throw new ChanceryError(
        'invalid-input',
        `This YubiKey cannot ${action} (status ${hex}): its firmware does not have it.`
      )
    case status.noSpace:
      throw new ChanceryError('too-large', `The YubiKey has no room left to ${action}.`)
    default:
      throw new ChanceryError('key-unavailable', `The YubiKey does not ${action} (status ${hex}).`)
  }
}
