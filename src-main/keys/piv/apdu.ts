import { ChanceryError } from '../../../src-shared/errors.ts'

/** Sends one command to the card and gives its answer with the status word at the end (ISO 7816-4 5.1). */
export interface ApduChannel {
  /** @throws ChanceryError `key-unavailable` where the card is gone */
  transmit(command: Uint8Array): Promise<Uint8Array>
}

export interface CardAnswer {
  readonly data: Uint8Array
  /** SW1-SW2. */
  readonly status: number
}

/** Status words, ISO 7816-4 table 5 and SP 800-73-4 part 2. */
export const status = {
  ok: 0x9000,
  securityStatus: 0x6982,
  blocked: 0x6983,
  conditions: 0x6985,
  wrongData: 0x6a80,
  notSupported: 0x6a81,
  notFound: 0x6a82,
  noSpace: 0x6a84,
  wrongParameters: 0x6a86,
  noReference: 0x6a88,
  unknownInstruction: 0x6d00
} as const

/** Data of one short command. */
const CHUNK = 255

/** No answer of a PIV card is longer: the largest object of a YubiKey has 3052 bytes. */
const MAX_ANSWER = 8192

/**
 * Sends a command of any length, chained (ISO 7816-4 5.3.3), and fetches the whole answer (GET RESPONSE, SP 800-73-4 part 2 section 3.1.3).
 * The chained parts are zeroed: they may hold a PIN or a key.
 */
export async function exchange(
  channel: ApduChannel,
  ins: number,
  p1: number,
  p2: number,
  data: Uint8Array = new Uint8Array()
): Promise<CardAnswer> {
  let rest = data
  while (rest.length > CHUNK) {
    const answer = await sendPart(channel, 0x10, ins, p1, p2, rest.subarray(0, CHUNK), false)
    if (answer.status !== status.ok) return answer
    rest = rest.subarray(CHUNK)
  }
  let answer = await sendPart(channel, 0x00, ins, p1, p2, rest, true)
  const parts = [answer.data]
  let length = answer.data.length
  while (answer.status >> 8 === 0x61) {
    answer = split(await channel.transmit(Uint8Array.of(0x00, 0xc0, 0x00, 0x00, answer.status & 0xff)))
    parts.push(answer.data)
    length += answer.data.length
    if (length > MAX_ANSWER || answer.data.length === 0)
      throw new ChanceryError('malformed', 'The card answers with more than a PIV card has to say.')
  }
  return { data: new Uint8Array(Buffer.concat(parts)), status: answer.status }
}

async function sendPart(
  channel: ApduChannel,
  cla: number,
  ins: number,
  p1: number,
  p2: number,
  data: Uint8Array,
  last: boolean
): Promise<CardAnswer> {
  const head = data.length === 0 ? [cla, ins, p1, p2] : [cla, ins, p1, p2, data.length]
  const command = new Uint8Array(head.length + data.length + (last ? 1 : 0))
  command.set(head)
  command.set(data, head.length)
  try {
    return split(await channel.transmit(command))
  } finally {
    command.fill(0)
  }
}

function split(answer: Uint8Array): CardAnswer {
  if (answer.length < 2) throw new ChanceryError('malformed', 'The card answers without a status.')
  const end = answer.length - 2
  const [first = 0, second = 0] = answer.subarray(end)
  return { data: answer.subarray(0, end), status: (first << 8) | second }
}
