import { readTlvs, tlv } from '../../../src-main/keys/piv/tlv.ts'
import type { Running } from './applet.ts'
import { sw, type Answer, type Command } from './command.ts'

const DISCOVERY = Buffer.from('7e124f0ba0000003080000100001005f2f024000', 'hex')
/** Printed information, fingerprints, facial image, iris: read after the PIN only (SP 800-73-4 part 1 table 2). */
const behindPin: ReadonlySet<number> = new Set([0x5fc109, 0x5fc103, 0x5fc108, 0x5fc121])

function numberOf(bytes: Uint8Array | undefined): number | null {
  if (bytes === undefined || bytes.length === 0 || bytes.length > 3) return null
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

function partsOf(data: Uint8Array): ReadonlyMap<number, Uint8Array> | null {
  try {
    return new Map(readTlvs(data).map(({ tag, value }) => [tag, value]))
  } catch {
    return null
  }
}

/** GET DATA, SP 800-73-4 part 2 section 3.1.2. */
export function getData({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (p1 !== 0x3f || p2 !== 0xff) return { status: sw.wrongParameters }
  const object = numberOf(partsOf(data)?.get(0x5c))
  if (object === null) return { status: sw.wrongData }
  if (object === 0x7e) return { data: DISCOVERY, status: sw.ok }
  if (behindPin.has(object) && !session.pin) return { status: sw.securityStatus }
  const content = card.objects.get(object)
  return content === undefined ? { status: sw.notFound } : { data: tlv(0x53, content), status: sw.ok }
}

/** PUT DATA, section 3.3.1; an empty content deletes. */
export function putData({ card, session }: Running, { p1, p2, data }: Command): Answer {
  if (p1 !== 0x3f || p2 !== 0xff) return { status: sw.wrongParameters }
  if (!session.management) return { status: sw.securityStatus }
  const parts = partsOf(data)
  const [object, content] = [numberOf(parts?.get(0x5c)), parts?.get(0x53)]
  if (object === null || content === undefined) return { status: sw.wrongData }
  if (content.length === 0) card.objects.delete(object)
  else card.objects.set(object, content.slice())
  return { status: sw.ok }
}
