import { connect, type Socket } from 'node:net'
import type { Applet } from './applet.ts'

/** Answer to reset of a YubiKey 5. */
const ATR = Buffer.from('3bfd1300008131fe158073c021c057597562694b657940', 'hex')

/** Messages of vsmartcard's virtual reader that have one byte (its documentation, "vpcd"). */
const POWER_OFF = 0
const RESET = 2
const ASK_ATR = 4

/** A card in a slot of the virtual reader. */
export interface PluggedCard {
  /** Takes it out at once, also in the middle of a command. */
  unplug(): void
}

/** Puts a card into the slot whose socket is at `path`; connects again where the reader drops it. */
export function plugCard(path: string, applet: Applet): PluggedCard {
  let inside = true
  let socket: Socket | undefined
  const join = (): void => {
    if (!inside) return
    const opened = connect(path)
    socket = opened
    speak(opened, applet)
    opened.on('error', () => undefined)
    opened.on('close', () => {
      applet.powerOff()
      setTimeout(join, 50)
    })
  }
  join()
  return {
    unplug: () => {
      inside = false
      socket?.destroy()
    }
  }
}

/** Messages are a length of two bytes and the bytes; a card answers each command in turn. */
function speak(socket: Socket, applet: Applet): void {
  let held = Buffer.alloc(0)
  let turn: Promise<void> = Promise.resolve()
  const send = (bytes: Uint8Array): void => {
    const head = Buffer.alloc(2)
    head.writeUInt16BE(bytes.length)
    if (!socket.destroyed) socket.write(Buffer.concat([head, bytes]))
  }
  const take = async (message: Buffer): Promise<void> => {
    if (message.length !== 1)
      return send(await applet.take(new Uint8Array(message)).catch(() => Uint8Array.of(0x6f, 0x00)))
    const [control] = message
    if (control === ASK_ATR) send(ATR)
    else if (control === POWER_OFF || control === RESET) applet.powerOff()
  }
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    while (held.length >= 2) {
      const end = 2 + held.readUInt16BE(0)
      if (held.length < end) return
      const message = held.subarray(2, end)
      held = held.subarray(end)
      turn = turn.then(() => take(message))
    }
  })
}
