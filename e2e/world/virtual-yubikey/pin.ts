import type { Running } from './applet.ts'
import type { Secret } from './card-state.ts'
import { factoryPin, factoryPuk } from './card-state.ts'
import { sw, type Answer, type Command } from './command.ts'

const PIN = 0x80
const PUK = 0x81

/** VERIFY, SP 800-73-4 part 2 section 3.2.1; P1 FF takes back that the PIN was verified. */
export function verify({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (p2 !== PIN || (p1 !== 0 && p1 !== 0xff)) return { status: sw.noReference }
  if (p1 === 0xff) {
    if (data.length > 0) return { status: sw.wrongParameters }
    session.pin = false
    return { status: sw.ok }
  }
  if (data.length === 0) {
    if (session.pin) return { status: sw.ok }
    return { status: triesLeft(card.pin) }
  }
  if (data.length !== 8) return { status: sw.wrongData }
  const said = compare(card.pin, textOf(data))
  session.pin = said === sw.ok
  session.pinFresh = session.pin
  return { status: said }
}

/** CHANGE REFERENCE DATA, section 3.2.2. */
export function changeReference({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (p1 !== 0 || (p2 !== PIN && p2 !== PUK)) return { status: sw.noReference }
  const next = textOf(data.subarray(8))
  if (data.length !== 16 || next.length < 6) return { status: sw.wrongData }
  const secret = p2 === PIN ? card.pin : card.puk
  const said = compare(secret, textOf(data.subarray(0, 8)))
  if (said !== sw.ok) {
    if (p2 === PIN) session.pin = false
    return { status: said }
  }
  secret.value = next
  return { status: sw.ok }
}

/** RESET RETRY COUNTER, section 3.2.3: PUK and new PIN. */
export function resetRetryCounter({ card }: Running, { p1, p2, data }: Command): Answer {
  if (p1 !== 0 || p2 !== PIN) return { status: sw.noReference }
  const next = textOf(data.subarray(8))
  if (data.length !== 16 || next.length < 6) return { status: sw.wrongData }
  const said = compare(card.puk, textOf(data.subarray(0, 8)))
  if (said !== sw.ok) return { status: said }
  card.pin.value = next
  card.pin.left = card.pin.tries
  return { status: sw.ok }
}

/** SET PIN RETRIES (Yubico): wants management key and PIN, and sets both back to the factory's. */
export function setPinRetries({ card, session }: Running, { p1, p2 }: Command): Answer {
  if (!session.management || !session.pin) return { status: sw.securityStatus }
  if (p1 === 0 || p2 === 0) return { status: sw.wrongParameters }
  card.pin = { value: factoryPin, tries: p1, left: p1 }
  card.puk = { value: factoryPuk, tries: p2, left: p2 }
  session.pin = false
  return { status: sw.ok }
}

function compare(secret: Secret, given: string): number {
  if (secret.left === 0) return sw.blocked
  if (given === secret.value) {
    secret.left = secret.tries
    return sw.ok
  }
  secret.left--
  return triesLeft(secret)
}

const triesLeft = (secret: Secret): number => (secret.left === 0 ? sw.blocked : 0x63c0 | secret.left)

function textOf(padded: Uint8Array): string {
  const end = padded.indexOf(0xff)
  return Buffer.from(end < 0 ? padded : padded.subarray(0, end)).toString('latin1')
}
