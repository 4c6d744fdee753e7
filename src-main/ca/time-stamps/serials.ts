import { takeSerialBlock } from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import type { SerialBlock } from './memory.ts'

/** Numbers of a block: six hex digits. */
const BLOCK_SIZE = 0x100_0000

/**
 * RFC 3161 2.4.2: unique for each stamp of a service, also after a crash. The block is on disk as taken before its first
 * number is used; a process that died leaves the rest of it unused.
 * @returns hex as in `Certificate.serial`
 */
export async function nextSerial(ca: CaContext, serviceId: number): Promise<string> {
  const { serials } = ca.memory.tsa
  for (;;) {
    const known = serials.get(serviceId) ?? takeBlock(ca, serviceId)
    const block = await known
    if (block.used < BLOCK_SIZE) return `${block.prefix}${(block.used++).toString(16).padStart(6, '0')}`
    if (serials.get(serviceId) === known) serials.delete(serviceId)
  }
}

function takeBlock(ca: CaContext, serviceId: number): Promise<SerialBlock> {
  const { serials } = ca.memory.tsa
  const taken = transaction(ca.store, (tx) => takeSerialBlock(tx, serviceId, ca.clock.now())).then(
    (block): SerialBlock => {
      const hex = block.toString(16)
      return { prefix: hex.length % 2 === 0 ? hex : `0${hex}`, used: 0 }
    }
  )
  serials.set(serviceId, taken)
  taken.catch(() => {
    if (serials.get(serviceId) === taken) serials.delete(serviceId)
  })
  return taken
}
