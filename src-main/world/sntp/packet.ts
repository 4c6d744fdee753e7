/**
 * The packet of SNTP (RFC 4330 4) and NTP (RFC 5905 7.3), as a client needs it. A time stamp of NTP is seconds since 1900
 * with 32 bits of fraction, and begins again in 2036.
 */

/** Octets without authentication. */
export const PACKET = 48
const VERSION = 4
const CLIENT = 3
const SERVER = 4
/** RFC 5905 7.3: the clock of the server is not synchronised. */
const UNSYNCHRONISED = 3
/** RFC 5905 7.3: 16 is unsynchronised; 0 is a kiss of death (7.4). */
const MAX_STRATUM = 15
/** RFC 5905 7.3: root delay and dispersion beyond a second say that the server's own time is poor. */
const MAX_ROOT_DISTANCE = 1000
/** Seconds from 1900 to 1970. */
const EPOCH = 2_208_988_800
/** 2^32 seconds, one era (RFC 5905 6). */
const ERA = 2 ** 32

/** What a server said of the time. */
export interface TimeReply {
  /** When the request came in and the reply went out, by the server's clock, Unix ms with a fraction. */
  readonly received: number
  readonly sent: number
  readonly stratum: number
}

/** Why a reply is not used. */
export interface RefusedReply {
  readonly refused: string
}

/**
 * @param cookie 8 random octets that stand for the time of sending: the server sends them back, and nobody learns our
 *   clock or can answer without having seen the request
 */
export function timeRequest(cookie: Uint8Array): Uint8Array {
  const packet = new Uint8Array(PACKET)
  packet[0] = (VERSION << 3) | CLIENT
  packet.set(cookie.subarray(0, 8), 40)
  return packet
}

/** @returns whether a datagram is the reply to a request with this cookie (RFC 4330 5, check 3: the originate time stamp) */
export function repliesTo(packet: Uint8Array, cookie: Uint8Array): boolean {
  if (packet.length < PACKET) return false
  for (let index = 0; index < 8; index++) if (packet[24 + index] !== cookie[index]) return false
  return true
}

/** Reads a reply and checks what RFC 4330 5 says that a client should. @param near Unix ms, chooses the era */
export function readReply(packet: Uint8Array, near: number): TimeReply | RefusedReply {
  if (packet.length < PACKET) return { refused: `${packet.length} octets are no reply` }
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const first = view.getUint8(0)
  const [leap, version, mode, stratum] = [first >> 6, (first >> 3) & 7, first & 7, view.getUint8(1)]
  if (mode !== SERVER) return { refused: `its mode is ${mode}, not that of a server` }
  if (version < 1 || version > VERSION) return { refused: `its version is ${version}` }
  if (stratum === 0) return { refused: `it asks to be left alone (${kissCode(packet)})` }
  if (leap === UNSYNCHRONISED || stratum > MAX_STRATUM) return { refused: 'its own clock is not synchronised' }
  const distance = shortMs(view, 4) / 2 + shortMs(view, 8)
  if (distance > MAX_ROOT_DISTANCE) return { refused: `its own time is uncertain by ${Math.round(distance)} ms` }
  if (view.getBigUint64(40) === 0n || view.getBigUint64(32) === 0n) return { refused: 'it gives no time' }
  return { received: unixMs(view, 32, near), sent: unixMs(view, 40, near), stratum }
}

/** RFC 5905 7.4: four letters in the place of the reference. */
function kissCode(packet: Uint8Array): string {
  const letters = String.fromCharCode(...packet.subarray(12, 16))
  return /^[A-Z]{4}$/.test(letters) ? letters : 'no reason'
}

/** NTP short format: seconds with 16 bits of fraction. */
function shortMs(view: DataView, at: number): number {
  return (view.getUint32(at) / 65_536) * 1000
}

/** RFC 5905 6: the era is the one that brings the time closest to what is known. */
function unixMs(view: DataView, at: number, near: number): number {
  const seconds = view.getUint32(at) - EPOCH
  const era = Math.round((near / 1000 - seconds) / ERA)
  return (seconds + era * ERA) * 1000 + (view.getUint32(at + 4) / ERA) * 1000
}
