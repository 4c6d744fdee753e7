import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { decodeCbor, type CborValue } from './cbor.ts'

const decode = (hex: string): CborValue => decodeCbor(new Uint8Array(Buffer.from(hex, 'hex')), 'object', 4096)
const refusal = (hex: string): string => {
  try {
    decode(hex)
  } catch (error) {
    if (error instanceof ChanceryError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'taken'
}

describe('CBOR is read as RFC 8949 appendix A writes it', () => {
  test.each<[hex: string, value: CborValue]>([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['1bffffffffffffffff', 18_446_744_073_709_551_615n],
    ['20', -1],
    ['3903e7', -1000],
    ['3bffffffffffffffff', -18_446_744_073_709_551_616n],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['40', new Uint8Array(0)],
    ['4401020304', Uint8Array.of(1, 2, 3, 4)],
    ['60', ''],
    ['6449455446', 'IETF'],
    ['62c3bc', 'ü'],
    ['80', []],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['a0', new Map()],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4]
      ])
    ],
    [
      'a26161016162820203',
      new Map<string, CborValue>([
        ['a', 1],
        ['b', [2, 3]]
      ])
    ]
  ])('%s', (hex, value) => {
    expect(decode(hex)).toEqual(value)
  })
})

describe('what an attestation object never holds is refused where it stands', () => {
  test.each<[what: string, hex: string, complaint: RegExp]>([
    ['nothing', '', /malformed.*ends too early/],
    ['an item cut off', '4401', /beyond the end/],
    ['a length cut off', '5a0000', /beyond the end/],
    ['a length of 2^64 - 1', '5bffffffffffffffff00', /beyond the end/],
    ['an array of 2^32 items in five bytes', '9affffffff', /items are beyond the end/],
    ['a map whose second half is missing', 'a26161', /items are beyond the end/],
    ['a second item', '0000', /bytes follow/],
    ['a byte string of indefinite length', '5f42010243030405ff', /indefinite/],
    ['a text of indefinite length', '7f657374726561646d696e67ff', /indefinite/],
    ['an array of indefinite length', '9fff', /indefinite/],
    ['a map of indefinite length', 'bf61610161629f0203ffff', /indefinite/],
    ['a reserved length', '1c', /reserved/],
    ['a tag', 'c074323031332d30332d32315432303a30343a30305a', /tag/],
    ['a floating point number', 'f93c00', /neither true, false nor null/],
    ['undefined', 'f7', /neither true, false nor null/],
    ['a break without a beginning', 'ff', /neither true, false nor null/],
    ['a text that is not UTF-8', '62c328', /UTF-8/],
    ['a key that comes twice', 'a2616101616102', /twice/],
    ['a key that is a byte string', 'a1410100', /neither a text nor an integer/],
    ['nine arrays in one another', '818181818181818180', /in one another/]
  ])('%s', (_what, hex, complaint) => {
    expect(refusal(hex)).toMatch(complaint)
  })

  test('more bytes or items than the limit', () => {
    expect(refusal('00'.repeat(4097))).toMatch(/too-large/)
    expect(refusal(`9903e8${'00'.repeat(1000)}`)).toMatch(/too-large.*1000 data items/)
    expect(refusal(`9903e7${'00'.repeat(999)}`)).toBe('taken')
  })

  test('ten thousand openings of arrays end at the eighth', () => {
    expect(() => decodeCbor(new Uint8Array(10_000).fill(0x81), 'object', 20_000)).toThrow(/in one another at byte 9/)
  })
})
