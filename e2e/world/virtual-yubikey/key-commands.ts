import {
  factoryManagementKey,
  managementAlgorithmOf,
  managementAlgorithms
} from '../../../src-main/keys/piv/management-key.ts'
import { readTlvs, tlv } from '../../../src-main/keys/piv/tlv.ts'
import { createPublicKey } from 'node:crypto'
import type { Running } from './applet.ts'
import { importedKey, makeKey, offers, publicParts } from './card-keys.ts'
import { ATTESTATION_SLOT, factoryPin, factoryPuk, type CardKey } from './card-state.ts'
import { sw, type Answer, type Command } from './command.ts'

const PIN_POLICY = 0xaa
const TOUCH_POLICY = 0xab

const isSlot = (reference: number): boolean =>
  [0x9a, 0x9c, 0x9d, 0x9e, ATTESTATION_SLOT].includes(reference) || (reference >= 0x82 && reference <= 0x95)

/** PIN `always` in 9c, `never` in 9e, `once` elsewhere; no touch. */
const defaultPin = (slot: number): number => (slot === 0x9c ? 3 : slot === 0x9e ? 1 : 2)

function policiesIn(
  parts: ReadonlyMap<number, Uint8Array>,
  slot: number
): Pick<CardKey, 'pinPolicy' | 'touchPolicy'> | null {
  const [pin, touch] = [parts.get(PIN_POLICY)?.[0] ?? 0, parts.get(TOUCH_POLICY)?.[0] ?? 0]
  if (pin > 3 || touch > 3) return null
  return { pinPolicy: pin === 0 ? defaultPin(slot) : pin, touchPolicy: touch === 0 ? 1 : touch }
}

function partsOf(data: Uint8Array): ReadonlyMap<number, Uint8Array> | null {
  try {
    return new Map(readTlvs(data).map(({ tag, value }) => [tag, value]))
  } catch {
    return null
  }
}

/** GENERATE ASYMMETRIC KEY PAIR, SP 800-73-4 part 2 section 3.3.2, with Yubico's policies. */
export function generate({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (p1 !== 0 || !isSlot(p2)) return { status: sw.wrongParameters }
  if (!session.management) return { status: sw.securityStatus }
  const template = partsOf(data)?.get(0xac)
  const parts = template === undefined ? null : partsOf(template)
  // Policies stand inside the template, as ykman and libykpiv write them, or behind it.
  const outer = partsOf(data) ?? new Map<number, Uint8Array>()
  const policies = parts === null ? null : policiesIn(new Map([...outer, ...parts]), p2)
  const algorithm = parts?.get(0x80)?.[0]
  if (algorithm === undefined || policies === null || !offers(algorithm, card.firmware)) return { status: sw.wrongData }
  const key = makeKey(algorithm)
  card.keys.set(p2, { algorithm, key, ...policies, origin: 1 })
  return { data: tlv(0x7f49, publicParts(key)), status: sw.ok }
}

/** IMPORT ASYMMETRIC KEY (Yubico). */
export function importKey({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (!isSlot(p2)) return { status: sw.wrongParameters }
  if (!session.management) return { status: sw.securityStatus }
  const parts = partsOf(data)
  const policies = parts === null ? null : policiesIn(parts, p2)
  if (parts === null || policies === null || !offers(p1, card.firmware)) return { status: sw.wrongData }
  const key = importedKey(p1, parts)
  if (key === null) return { status: sw.wrongData }
  card.keys.set(p2, { algorithm: p1, key, ...policies, origin: 2 })
  return { status: sw.ok }
}

/** GET METADATA (Yubico, firmware 5.3 and later). */
export function metadata({ card }: Running, { p1, p2 }: Command): Answer {
  const [major, minor] = card.firmware
  if (major < 5 || (major === 5 && minor < 3)) return { status: sw.unknownInstruction }
  if (p1 !== 0) return { status: sw.wrongParameters }
  const flag = (set: boolean): Uint8Array => Uint8Array.of(set ? 1 : 0)
  const say = (...parts: readonly Uint8Array[]): Answer => ({
    data: new Uint8Array(Buffer.concat(parts)),
    status: sw.ok
  })
  const secret = (of: 'pin' | 'puk', factory: string): Answer =>
    say(
      tlv(1, Uint8Array.of(0xff)),
      tlv(5, flag(card[of].value === factory)),
      tlv(6, Uint8Array.of(card[of].tries, card[of].left))
    )
  if (p2 === 0x80) return secret('pin', factoryPin)
  if (p2 === 0x81) return secret('puk', factoryPuk)
  if (p2 === 0x9b) {
    const { algorithm, touch, factory } = card.management
    return say(tlv(1, Uint8Array.of(algorithm)), tlv(2, Uint8Array.of(0, touch ? 2 : 1)), tlv(5, flag(factory)))
  }
  const key = card.keys.get(p2)
  if (key === undefined) return { status: sw.noReference }
  return say(
    tlv(1, Uint8Array.of(key.algorithm)),
    tlv(2, Uint8Array.of(key.pinPolicy, key.touchPolicy)),
    tlv(3, Uint8Array.of(key.origin)),
    tlv(4, publicParts(createPublicKey(key.key)))
  )
}

/** SET MANAGEMENT KEY (Yubico): algorithm, 9B, length, key; P2 FE wants a touch with every use. */
export function setManagementKey({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (p1 !== 0xff || (p2 !== 0xff && p2 !== 0xfe)) return { status: sw.wrongParameters }
  if (!session.management) return { status: sw.securityStatus }
  const [algorithm = 0, reference, length] = data
  const key = data.slice(3)
  const [major, minor] = card.firmware
  const hasAes = major > 5 || (major === 5 && minor >= 4)
  if (reference !== 0x9b || length !== key.length || (algorithm !== 0x03 && !hasAes)) return { status: sw.wrongData }
  try {
    if (managementAlgorithms[managementAlgorithmOf(algorithm)].keyBytes !== key.length) return { status: sw.wrongData }
  } catch {
    return { status: sw.wrongData }
  }
  card.management = {
    algorithm,
    key,
    touch: p2 === 0xfe,
    factory: Buffer.from(factoryManagementKey).equals(key)
  }
  return { status: sw.ok }
}
