import { BlockList, isIP } from 'node:net'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { ipRangeOctets } from '../../pki/ip-address.ts'

/** @returns the addresses that may ask; null for everybody. @throws ChanceryError `invalid-input` for a range that is none */
export function clientList(ranges: readonly string[]): BlockList | null {
  if (ranges.length === 0) return null
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address)
    if (family === 0) throw new ChanceryError('invalid-input', `${range} is not an address or a range.`)
    const type = family === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, type)
    else {
      ipRangeOctets(range)
      list.addSubnet(address, Number(bits), type)
    }
  }
  return list
}

/** @returns an address as it is compared and logged: version 4 without the prefix that a socket for both versions gives it */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** @returns whether a client may ask. */
export function mayAsk(clients: BlockList | null, client: string): boolean {
  if (clients === null) return true
  const family = isIP(client)
  return family !== 0 && clients.check(client, family === 6 ? 'ipv6' : 'ipv4')
}
