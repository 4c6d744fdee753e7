import type { Socket } from 'node:net'
import { endianness } from 'node:os'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CardConnection, CardReader, CardReaders } from './card-readers.ts'
import { connectDaemon } from './connect-daemon.ts'

/**
 * The PC/SC daemon of Linux and the BSDs over its own socket: no library is loaded for it. The messages are the C
 * structures of pcsc-lite's winscard_msg.h in the machine's byte order, protocol 4.4 (pcsc-lite 1.8.24 and later,
 * which every later daemon still takes).
 */
const protocolMajor = 4
const protocolMinor = 4

const commands = {
  establish: 0x01,
  release: 0x02,
  connect: 0x04,
  disconnect: 0x06,
  begin: 0x07,
  end: 0x08,
  transmit: 0x09,
  version: 0x11,
  readers: 0x12
} as const

/** PCSCLITE_MAX_READERS_CONTEXTS and the layout of a READER_STATE: name, two counters, sharing, ATR, its length, protocol. */
const READERS = 16
const NAME = 128
const READER_SIZE = NAME + 4 + 4 + 4 + 36 + 4 + 4
const STATE_PRESENT = 0x0004

const SCOPE_SYSTEM = 2
const SHARED = 2
const T0_OR_T1 = 3
const LEAVE = 0
const RESET = 1

/** How long the daemon may take for anything but a command to the card. */
const PATIENCE = 20_000
/** A card may wait for a touch (15 s) and then make an RSA key of 4096 bits. */
const CARD_PATIENCE = 300_000

/** Error codes of pcsclite.h that mean something to people. */
const problems: Readonly<Record<number, string>> = {
  0x80100009: 'the reader is not known any more',
  0x8010000b: 'another program uses it alone; end that program',
  0x8010000c: 'no card is in it',
  0x8010000d: 'the card speaks another protocol',
  0x8010002e: 'no reader is there',
  0x80100066: 'the card does not answer',
  0x80100067: 'the card has no power',
  0x80100068: 'the card was reset by another program',
  0x80100069: 'it was unplugged',
  0x80100017: 'the reader has gone'
}

/** @param path the daemon's socket */
export function pcscdReaders(path: string): CardReaders {
  return {
    list: async () => {
      const wire = await open(path)
      try {
        return await readersOver(wire)
      } finally {
        wire.close()
      }
    },
    connect: async (reader) => {
      const wire = await open(path)
      try {
        return await connectOver(wire, reader)
      } catch (error) {
        wire.close()
        throw error
      }
    }
  }
}

async function readersOver(wire: Wire): Promise<CardReader[]> {
  const bytes = await wire.ask(commands.readers, Buffer.alloc(0), READERS * READER_SIZE)
  const found: CardReader[] = []
  for (let at = 0; at < bytes.length; at += READER_SIZE) {
    const row = bytes.subarray(at, at + READER_SIZE)
    const name = row.subarray(0, NAME)
    const end = name.indexOf(0)
    if (end === 0) continue
    found.push({
      name: name.subarray(0, end < 0 ? NAME : end).toString('utf8'),
      hasCard: (wire.u32(row, NAME + 4) & STATE_PRESENT) !== 0
    })
  }
  return found
}

async function connectOver(wire: Wire, reader: string): Promise<CardConnection> {
  const name = Buffer.alloc(NAME)
  if (Buffer.byteLength(reader) >= NAME) throw new ChanceryError('invalid-input', 'The name of the reader is too long.')
  name.write(reader)
  const context = wire.u32(
    checked(reader, wire, await wire.ask(commands.establish, wire.words(SCOPE_SYSTEM, 0, 0), 12)),
    4
  )
  const said = checked(
    reader,
    wire,
    await wire.ask(
      commands.connect,
      Buffer.concat([wire.words(context), name, wire.words(SHARED, T0_OR_T1, 0, 0, 0)]),
      4 + NAME + 20
    )
  )
  const card = wire.u32(said, 4 + NAME + 8)
  const protocol = wire.u32(said, 4 + NAME + 12)
  checked(reader, wire, await wire.ask(commands.begin, wire.words(card, 0), 8, CARD_PATIENCE))
  let secrets = false
  let gone = false
  return {
    reader,
    transmit: async (command) => {
      const request = Buffer.concat([
        wire.words(card, protocol, 8, command.length, protocol, 8, MAX_RECEIVED, 0),
        command
      ])
      try {
        const head = checked(reader, wire, await wire.ask(commands.transmit, request, 32, CARD_PATIENCE, 32))
        const length = wire.u32(head, 24)
        // Some drivers say so without an error.
        if (length < 2)
          throw new ChanceryError('key-unavailable', `The card in "${reader}" was unplugged while it was at work.`)
        return new Uint8Array(await wire.read(Math.min(length, MAX_RECEIVED), PATIENCE))
      } catch (error) {
        gone = true
        throw error
      } finally {
        request.fill(0)
      }
    },
    forgetAtEnd: () => {
      secrets = true
    },
    close: async () => {
      // The daemon cleans up after a connection that ends; a card that is gone must not be reset.
      if (gone) return wire.close()
      try {
        // What was proved to the card is forgotten by it: nobody who comes next is taken for the one who knew the PIN.
        const way = secrets ? RESET : LEAVE
        await wire.ask(commands.end, wire.words(card, LEAVE, 0), 12)
        await wire.ask(commands.disconnect, wire.words(card, way, 0), 12)
        await wire.ask(commands.release, wire.words(context, 0), 8)
      } catch (error) {
        if (!(error instanceof ChanceryError)) throw error
      } finally {
        wire.close()
      }
    }
  }
}

/** MAX_BUFFER_SIZE of pcsclite.h.in: a short answer with its status. */
const MAX_RECEIVED = 264

/** @returns the answer. @throws ChanceryError `key-unavailable` with the daemon's reason: `rv` is the last word of it */
function checked(reader: string, wire: Wire, answer: Buffer): Buffer {
  const code = wire.u32(answer, answer.length - 4)
  if (code === 0) return answer
  const problem = problems[code] ?? `the smart card service says 0x${code.toString(16)}`
  throw new ChanceryError('key-unavailable', `The reader "${reader}" cannot be used: ${problem}.`)
}

interface Wire {
  /** Sends a message. @returns the structure that answers it */
  ask(command: number, body: Buffer, answerLength: number, patience?: number, bodySize?: number): Promise<Buffer>
  read(length: number, patience: number): Promise<Buffer>
  words(...values: readonly number[]): Buffer
  u32(bytes: Buffer, at: number): number
  close(): void
}

async function open(path: string): Promise<Wire> {
  const socket = await connectDaemon(path).catch((cause: unknown) => {
    throw new ChanceryError(
      'key-unavailable',
      'The smart card service of this machine does not run. Install and start it (Debian: apt install pcscd).',
      { cause }
    )
  })
  const wire = wireOver(socket)
  const [major, minor] = [protocolMajor, protocolMinor]
  const answer = await wire.ask(commands.version, wire.words(major, minor, 0), 12).catch((error: unknown) => {
    wire.close()
    throw error
  })
  if (wire.u32(answer, 0) === major && wire.u32(answer, 8) === 0) return wire
  wire.close()
  throw new ChanceryError(
    'key-unavailable',
    `The smart card service speaks version ${wire.u32(answer, 0)}.${wire.u32(answer, 4)} of its protocol; version ${major}.${minor} is needed (pcsc-lite 1.8.24 or later).`
  )
}

function wireOver(socket: Socket): Wire {
  const little = endianness() === 'LE'
  let held = Buffer.alloc(0)
  let ended: Error | undefined
  let wake: (() => void) | undefined
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    wake?.()
  })
  const end = (error?: Error): void => {
    ended ??= error ?? new Error('the connection ended')
    wake?.()
  }
  socket.on('error', end)
  socket.on('close', () => end())

  const read = async (length: number, patience: number): Promise<Buffer> => {
    const until = Date.now() + patience
    while (held.length < length) {
      if (ended !== undefined)
        throw new ChanceryError('key-unavailable', 'The smart card service has ended the connection.', { cause: ended })
      const left = until - Date.now()
      if (left <= 0) {
        socket.destroy()
        throw new ChanceryError('key-unavailable', 'The card has not answered in time. Unplug it and plug it in again.')
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      wake = undefined
    }
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }
  const words: Wire['words'] = (...values) => {
    const bytes = Buffer.alloc(values.length * 4)
    values.forEach((value, index) =>
      little ? bytes.writeUInt32LE(value, index * 4) : bytes.writeUInt32BE(value, index * 4)
    )
    return bytes
  }
  return {
    ask: async (command, body, answerLength, patience = PATIENCE, bodySize = body.length) => {
      // What follows the structure, the bytes for the card, is not counted in the header.
      socket.write(Buffer.concat([words(bodySize, command), body]))
      return read(answerLength, patience)
    },
    read,
    words,
    u32: (bytes, at) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
    close: () => socket.destroy()
  }
}
