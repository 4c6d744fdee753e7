import { attestationOf } from './attestation-root.ts'
import { authenticate } from './authenticate.ts'
import { resetCard, saveCard, type CardState } from './card-state.ts'
import { parseCommand, sw, type Answer, type Command } from './command.ts'
import { getData, putData } from './data-objects.ts'
import { generate, importKey, metadata, setManagementKey } from './key-commands.ts'
import { changeReference, resetRetryCounter, setPinRetries, verify } from './pin.ts'
import { touchSensor, type Sensor } from './touch.ts'
import { tlv } from '../../../src-main/keys/piv/tlv.ts'

const PIV = Buffer.from('a000000308', 'hex')
/** The largest command that the card takes in parts (firmware 4 and 5: 3072 bytes). */
const BUFFER = 3072

/** What the card knows while it has power. */
export interface Session {
  selected: boolean
  /** The PIN was verified. */
  pin: boolean
  /** The PIN was verified by the command before this one: what `always` wants. */
  pinFresh: boolean
  /** The management key was proved. */
  management: boolean
  /** What GENERAL AUTHENTICATE waits for. */
  challenge: { readonly kind: 'witness' | 'challenge'; readonly value: Uint8Array } | undefined
}

/** What a command works with. */
export interface Running {
  readonly card: CardState
  readonly session: Session
  readonly sensor: Sensor
}

/** A PIV application as YubiKeys have it: SP 800-73-4 part 2, and Yubico's commands. */
export interface Applet {
  readonly card: CardState
  readonly sensor: Sensor
  /** Commands that came in, as instruction bytes: for tests that ask what a program did. */
  readonly seen: number[]
  /** @returns the answer to one command of the reader */
  take(bytes: Uint8Array): Promise<Uint8Array>
  powerOff(): void
}

const closed = (): Session => ({
  selected: false,
  pin: false,
  pinFresh: false,
  management: false,
  challenge: undefined
})

/** @param path where the card keeps itself, or nowhere */
export function pivApplet(card: CardState, path?: string): Applet {
  const sensor = touchSensor()
  const running = { card, session: closed(), sensor }
  const seen: number[] = []
  let chained: Uint8Array = new Uint8Array()
  let rest: Uint8Array = new Uint8Array()

  const reply = (answer: Answer): Uint8Array => {
    const data = answer.data ?? new Uint8Array()
    rest = data.subarray(256)
    const more = rest.length > 0 ? 0x6100 | (rest.length > 0xff ? 0 : rest.length) : answer.status
    return new Uint8Array(Buffer.concat([data.subarray(0, 256), Uint8Array.of(more >> 8, more & 0xff)]))
  }

  const run = async (command: Command): Promise<Answer> => {
    const fresh = running.session.pinFresh
    // A PIN for `always` serves the next command only, whatever that is.
    running.session.pinFresh = false
    return answerTo(running, command, fresh)
  }

  return {
    card,
    sensor,
    seen,
    take: async (bytes) => {
      const command = parseCommand(bytes)
      if (command === null) return reply({ status: sw.wrongLength })
      if (command.ins === 0xc0) return reply({ data: rest, status: sw.ok })
      const data = new Uint8Array(Buffer.concat([chained, command.data]))
      chained = new Uint8Array()
      if (data.length > BUFFER) return reply({ status: sw.wrongLength })
      if ((command.cla & 0x10) !== 0) {
        chained = data
        return reply({ status: sw.ok })
      }
      seen.push(command.ins)
      const answer = await run({ ...command, data })
      if (path !== undefined && changes.has(command.ins)) saveCard(card, path)
      return reply(answer)
    },
    powerOff: () => {
      running.session = closed()
      chained = new Uint8Array()
      rest = new Uint8Array()
      sensor.powerOff()
    }
  }
}

/** Commands after which the card is another one than before. */
const changes: ReadonlySet<number> = new Set([0x20, 0x24, 0x2c, 0x47, 0xdb, 0xfa, 0xfb, 0xfe, 0xff])

async function answerTo(running: Running, command: Command, fresh: boolean): Promise<Answer> {
  const { card, session } = running
  const { ins, p1, data } = command
  if (ins === 0xa4) return select(session, data)
  if (!session.selected) return { status: sw.unknownInstruction }
  switch (ins) {
    case 0x20:
      return verify(running, command)
    case 0x24:
      return changeReference(running, command)
    case 0x2c:
      return resetRetryCounter(running, command)
    case 0x87:
      return authenticate(running, command, fresh)
    case 0x47:
      return generate(running, command)
    case 0xcb:
      return getData(running, command)
    case 0xdb:
      return putData(running, command)
    case 0xf7:
      return metadata(running, command)
    case 0xf8:
      return {
        data: Uint8Array.of(card.serial >>> 24, card.serial >> 16, card.serial >> 8, card.serial),
        status: sw.ok
      }
    case 0xf9: {
      const statement = attestationOf(card, p1)
      return statement === null ? { status: sw.wrongData } : { data: statement, status: sw.ok }
    }
    case 0xfa:
      return setPinRetries(running, command)
    case 0xfb:
      if (card.pin.left > 0 || card.puk.left > 0) return { status: sw.conditions }
      resetCard(card)
      session.management = false
      session.pin = false
      return { status: sw.ok }
    case 0xfd:
      return { data: Uint8Array.from(card.firmware), status: sw.ok }
    case 0xfe:
      return importKey(running, command)
    case 0xff:
      return setManagementKey(running, command)
    default:
      return { status: sw.unknownInstruction }
  }
}

function select(session: Session, data: Uint8Array): Answer {
  Object.assign(session, closed())
  if (data.length < PIV.length || !PIV.equals(data.subarray(0, PIV.length))) return { status: sw.notFound }
  session.selected = true
  const version = Buffer.from('000010000100', 'hex')
  return { data: tlv(0x61, tlv(0x4f, version), tlv(0x79, tlv(0x4f, PIV))), status: sw.ok }
}
