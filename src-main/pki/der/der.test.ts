import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setBits, namedBits } from './bit-string.ts'
import { bytesOfHex, hexOf } from './hex.ts'
import { bigintContent, bigintOf, integerContent, integerHex } from './integer.ts'
import { checkOid, oidContent, oidText } from './oid.ts'
import { DerReader } from './reader.ts'
import { stringText } from './strings.ts'
import { BMP_STRING, INTEGER, OCTET_STRING, SEQUENCE, TELETEX_STRING, UNIVERSAL_STRING, UTF8_STRING } from './tags.ts'
import { NO_END, readTime } from './time.ts'
import { DerWriter, encode, setOfOrder } from './writer.ts'

const reader = (hex: string): DerReader => new DerReader(bytesOfHex(hex), 'test value')

describe('the DER reader', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['an indefinite length', '3080020100', 'indefinite lengths are not DER at byte 0'],
    ['a long form where the short one would do', '0281017f', 'shortest form'],
    ['a length with a leading zero octet', '02820001ff', 'shortest form'],
    ['a length of five octets', '04850000000001', 'more than four octets'],
    ['a length beyond the end', '0410ffff', 'claims 16 bytes where 2 are left'],
    ['a multi-byte tag', '1f8100', 'tag above 30'],
    ['end-of-contents octets', '0000', 'tag 0'],
    ['a lone tag', '30', 'ends inside an element'],
    ['nothing', '', 'missing']
  ]
  for (const [what, hex, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => reader(hex).next()).toThrow(message)
    })
  }

  it('refuses a BOOLEAN other than 00 and FF', () => {
    expect(reader('0101ff').boolean()).toBe(true)
    expect(reader('010100').boolean()).toBe(false)
    expect(() => reader('010101').boolean()).toThrow('neither 00 nor FF')
  })

  it('refuses an INTEGER with a superfluous leading octet', () => {
    expect(() => reader('0202007f').integer()).toThrow('shortest form')
    expect(() => reader('0202ff80').integer()).toThrow('shortest form')
    expect(() => reader('0200').integer()).toThrow('empty')
    expect(reader('02020080').smallInteger()).toBe(128)
    expect(() => reader('0201ff').smallInteger()).toThrow('negative')
  })

  it('refuses nesting beyond its limit, however little of it there is', () => {
    let der: Uint8Array = new Uint8Array()
    for (let i = 0; i < 40; i++) der = encode(SEQUENCE, (w) => w.raw(der))
    const r = new DerReader(der, 'test value')
    expect(() => {
      for (;;) r.enter(SEQUENCE)
    }).toThrow('levels of nesting')
  })

  it('refuses bytes after the end and elements that the syntax does not have', () => {
    const r = reader('3003020101')
    const outer = r.enter(SEQUENCE)
    expect(() => r.leave(outer)).toThrow('more in the element')
    const trailing = reader('05000000')
    trailing.null()
    expect(() => trailing.finish()).toThrow('2 bytes follow')
  })

  it('refuses BIT STRINGs whose unused bits are set or too many', () => {
    expect(() => reader('030201ff').bitString()).toThrow('not zero')
    expect(() => reader('03020880').bitString()).toThrow('8 unused bits')
    expect(() => reader('030107').bitString()).toThrow('empty BIT STRING')
    expect(() => reader('0300').bitString()).toThrow('no octet')
  })
})

describe('the DER writer', () => {
  it('writes what the reader reads, at every length form', () => {
    for (const size of [0, 1, 126, 127, 128, 129, 253, 254, 255, 256, 257, 65_533, 65_535, 65_536, 70_000]) {
      const content = new Uint8Array(size).fill(0x5a)
      const der = encode(SEQUENCE, (w) => w.begin(SEQUENCE).octets(content).end().integer(size), 16)
      const r = new DerReader(der, 'test value')
      const outer = r.enter(SEQUENCE)
      const inner = r.enter(SEQUENCE)
      expect(r.octets().length).toBe(size)
      r.leave(inner)
      expect(r.smallInteger()).toBe(size)
      r.leave(outer)
      r.finish()
    }
  })

  it('orders a SET OF as octet strings', () => {
    expect(setOfOrder(['0402ffff', '040100', '0201ff'].map(bytesOfHex)).map((e) => hexOf(e))).toEqual([
      '0201ff',
      '040100',
      '0402ffff'
    ])
  })

  it('refuses to finish inside an element', () => {
    expect(() => new DerWriter().begin(OCTET_STRING).finish()).toThrow('not ended')
    expect(() => new DerWriter().begin(OCTET_STRING).take()).toThrow('not ended')
  })

  it('gives over what it wrote without a copy, and writes to other memory after that', () => {
    const writer = new DerWriter().octets(Uint8Array.of(1, 2))
    const first = writer.take()
    const second = writer.integer(5).take()
    expect([hexOf(first), hexOf(second)]).toEqual(['04020102', '020105'])
  })
})

describe('INTEGER, OID, BIT STRING and strings', () => {
  it('round-trips every integer, signs and leading octets included', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 170n), 2n ** 170n), (value) => {
        const content = bigintContent(value)
        const der = new DerWriter().element(INTEGER, content).finish()
        new DerReader(der, 'test value').integer()
        expect(bigintOf(content, 0, content.length)).toBe(value)
        const hex = integerHex(content, 0, content.length)
        expect(integerContent(hex)).toEqual(content)
        expect(BigInt(`0x${hex.replace('-', '')}`)).toBe(value < 0n ? -value : value)
      }),
      { seed: 1, numRuns: 2000 }
    )
    expect(integerHex(Uint8Array.of(0), 0, 1)).toBe('00')
    expect(integerHex(Uint8Array.of(0xff), 0, 1)).toBe('-01')
    expect(hexOf(integerContent('80'))).toBe('0080')
  })

  it('round-trips OIDs up to UUID arcs', () => {
    const arc = fc.oneof(fc.nat(), fc.bigInt(0n, 2n ** 128n - 1n))
    fc.assert(
      fc.property(
        fc.constantFrom('0.9', '1.2', '2.5', '2.999', '1.39', '2.39'),
        fc.array(arc, { maxLength: 5 }),
        (root, arcs) => {
          const text = [root, ...arcs].join('.')
          const content = oidContent(text)
          expect(checkOid(content, 0, content.length)).toBeNull()
          expect(oidText(content, 0, content.length)).toBe(text)
        }
      ),
      { seed: 2, numRuns: 2000 }
    )
    expect(hexOf(oidContent('1.2.840.113549.1.1.11'))).toBe('2a864886f70d01010b')
  })

  it('refuses OIDs that are not one', () => {
    for (const text of ['', '1', '3.1', '1.40', '1.2.', '01.2', '1.2.03', '1.2.a'])
      expect(() => oidContent(text)).toThrow('not an object identifier')
    expect(() => reader('0603800102').oid()).toThrow('shortest form')
    expect(() => reader('06022a81').oid()).toThrow('ends inside a number')
    expect(() => reader('0600').oid()).toThrow('empty')
  })

  it('writes named bits without trailing zeros', () => {
    expect(hexOf(namedBits([0]))).toBe('0780')
    expect(hexOf(namedBits([5, 6]))).toBe('0106')
    expect(hexOf(namedBits([0, 8]))).toBe('078080')
    expect(hexOf(namedBits([]))).toBe('00')
    expect(setBits(bytesOfHex('078080'), 0, 3)).toEqual([0, 8])
  })

  it('reads the string types of old and new software', () => {
    const text = (tag: number, hex: string): string | null => stringText(tag, bytesOfHex(hex), 0, hex.length / 2)
    expect(text(UTF8_STRING, 'c3a9')).toBe('é')
    expect(text(UTF8_STRING, 'c3')).toBeNull()
    expect(text(TELETEX_STRING, 'e9')).toBe('é')
    expect(text(BMP_STRING, '00e90041')).toBe('éA')
    expect(text(BMP_STRING, '00')).toBeNull()
    expect(text(BMP_STRING, 'd800')).toBeNull()
    expect(text(UNIVERSAL_STRING, '0001f600')).toBe('😀')
    expect(text(UNIVERSAL_STRING, '00110000')).toBeNull()
  })
})

describe('times', () => {
  const read = (tag: string, text: string) =>
    readTime(reader(tag + text.length.toString(16).padStart(2, '0') + Buffer.from(text).toString('hex')))

  const written = (unixMs: number): string => {
    const der = new DerWriter().time(unixMs).finish()
    return `${der[0] === 0x17 ? 'UTC' : 'Generalized'} ${Buffer.from(der.subarray(2)).toString('latin1')}`
  }

  it('follow RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050', () => {
    expect(written(Date.UTC(2049, 11, 31, 23, 59, 59))).toBe('UTC 491231235959Z')
    expect(written(Date.UTC(2050, 0, 1))).toBe('Generalized 20500101000000Z')
    expect(written(Date.UTC(1950, 0, 1))).toBe('UTC 500101000000Z')
    expect(written(Date.UTC(1949, 11, 31))).toBe('Generalized 19491231000000Z')
    expect(written(NO_END)).toBe('Generalized 99991231235959Z')
    expect(() => written(NO_END + 1000)).toThrow('0 to 9999')
    expect(() => written(Number.NaN)).toThrow('0 to 9999')
  })

  it('are rounded down to the second', () => {
    expect(written(Date.UTC(2026, 0, 1, 0, 0, 0, 999))).toBe('UTC 260101000000Z')
    expect(written(Date.UTC(1960, 0, 1) - 1)).toBe('UTC 591231235959Z')
  })

  it('agree with the calendar of the runtime', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString().replace(/[-:T]|\.\d+/g, '')
        const text = written(seconds * 1000)
        expect(text.endsWith(iso.slice(text.startsWith('UTC') ? 2 : 0))).toBe(true)
        expect(readTime(new DerReader(new DerWriter().time(seconds * 1000).finish(), 'time'))).toMatchObject({
          unixMs: seconds * 1000,
          strict: true
        })
      }),
      { seed: 3, numRuns: 3000 }
    )
  })

  it('are read leniently where old software left the form, and marked', () => {
    expect(read('17', '2601020304Z')).toMatchObject({ unixMs: Date.UTC(2026, 0, 2, 3, 4), strict: false })
    expect(read('17', '260102030405+0100')).toMatchObject({ unixMs: Date.UTC(2026, 0, 2, 2, 4, 5), strict: false })
    expect(read('18', '20260102030405.5Z')).toMatchObject({ unixMs: Date.UTC(2026, 0, 2, 3, 4, 5), strict: false })
    expect(read('17', '991231235959Z').unixMs).toBe(Date.UTC(1999, 11, 31, 23, 59, 59))
  })

  it('that do not exist are refused', () => {
    for (const text of [
      '260230000000Z',
      '261301000000Z',
      '260101240000Z',
      '260101006000Z',
      '2601010000600',
      'hello',
      '250229000000Z'
    ])
      expect(() => read('17', text)).toThrow('is not a time')
    expect(read('17', '240229000000Z').unixMs).toBe(Date.UTC(2024, 1, 29))
  })
})
