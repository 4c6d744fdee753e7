/** A command to the card, ISO 7816-4 5.1. */
export interface Command {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data: Uint8Array
}

/** What the card answers; `data` is left out where there is none. */
export interface Answer {
  readonly data?: Uint8Array
  readonly status: number
}

/** Status words that the card uses. */
export const sw = {
  ok: 0x9000,
  wrongLength: 0x6700,
  securityStatus: 0x6982,
  blocked: 0x6983,
  conditions: 0x6985,
  wrongData: 0x6a80,
  notSupported: 0x6a81,
  notFound: 0x6a82,
  wrongParameters: 0x6a86,
  noReference: 0x6a88,
  unknownInstruction: 0x6d00,
  failed: 0x6f00
} as const

/** @returns the command in bytes, short or extended; null where its length field is wrong. */
export function parseCommand(bytes: Uint8Array): Command | null {
  const [cla, ins, p1, p2] = bytes
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null
  const body = bytes.subarray(4)
  const command = (data: Uint8Array): Command => ({ cla, ins, p1, p2, data })
  if (body.length <= 1) return command(new Uint8Array())
  const extended = body[0] === 0 && body.length > 2
  const length = extended ? ((body[1] ?? 0) << 8) | (body[2] ?? 0) : (body[0] ?? 0)
  if (extended && body.length === 3) return command(new Uint8Array())
  const start = extended ? 3 : 1
  const left = body.length - start - length
  return left < 0 || left > 2 ? null : command(body.slice(start, start + length))
}
