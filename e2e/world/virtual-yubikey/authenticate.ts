import { randomBytes, timingSafeEqual } from 'node:crypto'
import {
  decryptBlock,
  encryptBlock,
  managementAlgorithmOf,
  managementAlgorithms
} from '../../../src-main/keys/piv/management-key.ts'
import { readTlvs, tlv } from '../../../src-main/keys/piv/tlv.ts'
import type { Running } from './applet.ts'
import { agree, signChallenge } from './card-keys.ts'
import { sw, type Answer, type Command } from './command.ts'

const WITNESS = 0x80
const CHALLENGE = 0x81
const RESPONSE = 0x82
const EXPONENTIATION = 0x85

/** GENERAL AUTHENTICATE, SP 800-73-4 part 2 section 3.2.4: management key, signature, key agreement. */
export async function authenticate(running: Running, command: Command, fresh: boolean): Promise<Answer> {
  const parts = templateOf(command.data)
  if (parts === null) return { status: sw.wrongData }
  return command.p2 === 0x9b ? management(running, command, parts) : privateKeyOperation(running, command, parts, fresh)
}

function templateOf(data: Uint8Array): ReadonlyMap<number, Uint8Array> | null {
  try {
    const [template] = readTlvs(data)
    return template?.tag === 0x7c ? new Map(readTlvs(template.value).map(({ tag, value }) => [tag, value])) : null
  } catch {
    return null
  }
}

async function management(
  { card, session, sensor }: Running,
  { p1 }: Command,
  parts: ReadonlyMap<number, Uint8Array>
): Promise<Answer> {
  const { algorithm: reference, key, touch } = card.management
  if (p1 !== reference && !(p1 === 0 && reference === 0x03)) return { status: sw.wrongParameters }
  const algorithm = managementAlgorithmOf(reference)
  const { blockBytes } = managementAlgorithms[algorithm]
  const [witness, challenge, response] = [parts.get(WITNESS), parts.get(CHALLENGE), parts.get(RESPONSE)]
  const pending = session.challenge
  session.challenge = undefined
  if (witness?.length === 0) {
    session.challenge = { kind: 'witness', value: new Uint8Array(randomBytes(blockBytes)) }
    return { data: tlv(0x7c, tlv(WITNESS, encryptBlock(algorithm, key, session.challenge.value))), status: sw.ok }
  }
  if (challenge?.length === 0) {
    session.challenge = { kind: 'challenge', value: new Uint8Array(randomBytes(blockBytes)) }
    return { data: tlv(0x7c, tlv(CHALLENGE, session.challenge.value)), status: sw.ok }
  }
  if (touch && !(await sensor.wait(true))) return { status: sw.securityStatus }
  if (witness !== undefined && challenge !== undefined) {
    if (pending?.kind !== 'witness' || !same(witness, pending.value) || challenge.length !== blockBytes)
      return { status: sw.securityStatus }
    session.management = true
    return { data: tlv(0x7c, tlv(RESPONSE, encryptBlock(algorithm, key, challenge))), status: sw.ok }
  }
  if (response === undefined || pending?.kind !== 'challenge') return { status: sw.wrongData }
  if (response.length !== blockBytes || !same(decryptBlock(algorithm, key, response), pending.value))
    return { status: sw.securityStatus }
  session.management = true
  return { status: sw.ok }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

async function privateKeyOperation(
  { card, session, sensor }: Running,
  { p1, p2 }: Command,
  parts: ReadonlyMap<number, Uint8Array>,
  fresh: boolean
): Promise<Answer> {
  const slot = card.keys.get(p2)
  if (slot === undefined) return { status: sw.noReference }
  if (slot.algorithm !== p1) return { status: sw.wrongParameters }
  if (slot.pinPolicy === 2 && !session.pin) return { status: sw.securityStatus }
  if (slot.pinPolicy === 3 && !(session.pin && fresh)) return { status: sw.securityStatus }
  if (slot.touchPolicy > 1 && !(await sensor.wait(slot.touchPolicy === 3))) return { status: sw.securityStatus }
  const [challenge, point] = [parts.get(CHALLENGE), parts.get(EXPONENTIATION)]
  const result =
    point !== undefined
      ? agree(slot.algorithm, slot.key, point)
      : challenge !== undefined
        ? signChallenge(slot.algorithm, slot.key, challenge)
        : null
  return result === null ? { status: sw.wrongData } : { data: tlv(0x7c, tlv(RESPONSE, result)), status: sw.ok }
}
