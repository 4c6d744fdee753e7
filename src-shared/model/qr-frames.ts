import { crc32 } from './crc32.ts'

/**
 * Bytes as a stream of QR codes that never ends and of which any may be missed. The first frames are the blocks of the
 * content as they are; each that follows is the exclusive or of about half of them, chosen by its number (a random linear
 * code). As many different frames as there are blocks, and two or three more, give the content back, whichever they are.
 *
 * A frame: `CB`, version 1, 0, 16 octets of the content's SHA-256, length of the content (4), size of a block (2), number of
 * the frame (4), CRC-32 of all the rest (4), the block. Numbers are big-endian.
 */
export const frameHead = 34

const magic = [0x43, 0x42, 1, 0]
const digestOctets = 16

/** Sizes of a block, from codes that any camera reads to codes for good ones. */
export const blockSizes = { coarse: 180, usual: 480, fine: 900 } as const
export type BlockSize = keyof typeof blockSizes

/** Blocks of one content; solving takes a time that grows with the square. */
const MOST_BLOCKS = 4500
/** Octets of the largest content that is put together. */
const LARGEST = 1024 * 1024

export interface FrameSource {
  /** Blocks; the least number of frames that have to be read. */
  readonly blocks: number
  /** @param number any, from 0 on */
  frame(number: number): Uint8Array
}

/**
 * @param digest SHA-256 of the content
 * @throws RangeError for an empty content, or one that has too many blocks
 */
export function frameSource(content: Uint8Array, digest: Uint8Array, blockSize: number): FrameSource {
  const blocks = Math.ceil(content.length / blockSize)
  if (content.length === 0 || content.length > LARGEST || blocks > MOST_BLOCKS)
    throw new RangeError(`${content.length} octets cannot be shown as QR codes with ${blockSize} in each.`)
  const padded = new Uint8Array(blocks * blockSize)
  padded.set(content)
  const block = (at: number): Uint8Array => padded.subarray(at * blockSize, (at + 1) * blockSize)
  return {
    blocks,
    frame: (number) => {
      const out = new Uint8Array(frameHead + blockSize)
      const view = new DataView(out.buffer)
      out.set(magic)
      out.set(digest.subarray(0, digestOctets), 4)
      view.setUint32(20, content.length)
      view.setUint16(24, blockSize)
      view.setUint32(26, number)
      const body = out.subarray(frameHead)
      for (const at of members(number, blocks)) addTo(body, block(at))
      view.setUint32(30, frameSum(out))
      return out
    }
  }
}

/** How a frame was taken, and how far things are. */
export interface FrameProgress {
  /** new: it helps. known: nothing new in it. other: of another content. damaged: no frame, or a misread one. */
  readonly taken: 'new' | 'known' | 'other' | 'damaged'
  readonly have: number
  /** 0 before the first frame. */
  readonly need: number
  readonly done: boolean
}

export interface FrameCollector {
  add(frame: Uint8Array): FrameProgress
  /** @returns the content and the octets of its SHA-256 that it must have; null while frames are missing */
  content(): { readonly bytes: Uint8Array; readonly digest: Uint8Array } | null
}

interface Row {
  readonly mask: Uint32Array
  readonly body: Uint8Array
}

/** Collects frames in any order until the content can be put together. The first good frame decides which content it is. */
export function frameCollector(): FrameCollector {
  let head: {
    readonly key: string
    readonly length: number
    readonly size: number
    readonly digest: Uint8Array
  } | null = null
  let blocks = 0
  /** The row whose first block this is. */
  const rows = new Map<number, Row>()
  const progress = (taken: FrameProgress['taken']): FrameProgress => ({
    taken,
    have: rows.size,
    need: blocks,
    done: blocks > 0 && rows.size === blocks
  })
  return {
    add: (frame) => {
      const read = readFrame(frame)
      if (read === null) return progress('damaged')
      if (head === null) {
        head = read
        blocks = Math.ceil(read.length / read.size)
      } else if (head.key !== read.key) return progress('other')
      const row: Row = { mask: maskOf(read.number, blocks), body: Uint8Array.from(read.body) }
      for (let first = firstOf(row.mask); first !== -1; first = firstOf(row.mask)) {
        const known = rows.get(first)
        if (known === undefined) {
          rows.set(first, row)
          return progress('new')
        }
        for (const [at, word] of known.mask.entries()) row.mask[at] = (row.mask[at] ?? 0) ^ word
        addTo(row.body, known.body)
      }
      return progress('known')
    },
    content: () => {
      if (head === null || rows.size < blocks) return null
      const { length, size, digest } = head
      const whole = new Uint8Array(blocks * size)
      const solved = new Map<number, Uint8Array>()
      // From the last block up: what stands behind the first of a row is known by then.
      for (let first = blocks - 1; first >= 0; first--) {
        const row = rows.get(first)
        if (row === undefined) return null
        const body = Uint8Array.from(row.body)
        for (let at = first + 1; at < blocks; at++) {
          const other = hasBit(row.mask, at) ? solved.get(at) : undefined
          if (other !== undefined) addTo(body, other)
        }
        solved.set(first, body)
        whole.set(body, first * size)
      }
      return { bytes: whole.subarray(0, length), digest }
    }
  }
}

function readFrame(
  frame: Uint8Array
): { key: string; length: number; size: number; number: number; digest: Uint8Array; body: Uint8Array } | null {
  if (frame.length <= frameHead || magic.some((octet, at) => frame[at] !== octet)) return null
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length)
  const length = view.getUint32(20)
  const size = view.getUint16(24)
  if (size === 0 || frame.length !== frameHead + size || view.getUint32(30) !== frameSum(frame)) return null
  if (length === 0 || length > LARGEST || Math.ceil(length / size) > MOST_BLOCKS) return null
  return {
    key: frame.subarray(4, 26).join(' '),
    length,
    size,
    number: view.getUint32(26),
    digest: Uint8Array.from(frame.subarray(4, 4 + digestOctets)),
    body: frame.subarray(frameHead)
  }
}

function frameSum(frame: Uint8Array): number {
  return crc32([frame.subarray(0, 30), frame.subarray(frameHead)])
}

/** Which blocks a frame is made of. */
function members(number: number, blocks: number): number[] {
  const mask = maskOf(number, blocks)
  return Array.from({ length: blocks }, (_, at) => at).filter((at) => hasBit(mask, at))
}

/**
 * Both sides draw the same, from the number of the frame alone. The draw must not be linear over GF(2), as shift registers
 * are: their masks would span no more dimensions than their state has bits, and a longer content would never be whole.
 */
function maskOf(number: number, blocks: number): Uint32Array {
  const mask = new Uint32Array(Math.ceil(blocks / 32))
  if (number < blocks) {
    setBit(mask, number)
    return mask
  }
  for (let word = 0; word < mask.length; word++)
    mask[word] = mixed((mixed(number) + Math.imul(word + 1, 0x9e3779b9)) >>> 0)
  const rest = blocks % 32
  if (rest > 0) mask[mask.length - 1] = (mask[mask.length - 1] ?? 0) & (2 ** rest - 1)
  if (mask.every((word) => word === 0)) setBit(mask, number % blocks)
  return mask
}

/** The end of MurmurHash3, 32 bits: every bit of the input changes every bit of the output. */
function mixed(number: number): number {
  let h = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function hasBit(mask: Uint32Array, at: number): boolean {
  return (((mask[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1
}

function setBit(mask: Uint32Array, at: number): void {
  mask[at >>> 5] = ((mask[at >>> 5] ?? 0) | (1 << (at & 31))) >>> 0
}

function firstOf(mask: Uint32Array): number {
  const word = mask.findIndex((one) => one !== 0)
  if (word === -1) return -1
  const value = mask[word] ?? 0
  return word * 32 + (31 - Math.clz32(value & -value))
}

function addTo(target: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < target.length; at++) target[at] = (target[at] ?? 0) ^ (other[at] ?? 0)
}
