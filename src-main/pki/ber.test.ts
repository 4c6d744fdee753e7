import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { berToDer } from './ber.ts'
import { DerReader } from './der/reader.ts'
import { DerWriter } from './der/writer.ts'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const convert = (hex: string): string => Buffer.from(berToDer(bytes(hex), 'message')).toString('hex')

test.each([
  ['an indefinite length', '30 80 02 01 05 00 00', '3003020105'],
  [
    'indefinite lengths inside each other',
    '30 80 a0 80 04 01 aa 00 00 02 01 05 00 00',
    '3008a003040 1aa020105'.replace(' ', '')
  ],
  ['an OCTET STRING in parts', '24 80 04 01 aa 04 02 bb cc 00 00', '0403aabbcc'],
  ['parts inside parts', '24 09 24 80 04 01 aa 00 00 04 00', '0401aa'],
  ['a length in more octets than needed', '30 83 00 00 03 02 01 05', '3003020105']
])('%s becomes DER', (_, ber, der) => {
  expect(convert(ber)).toBe(der)
})

test('what is DER comes out the same', () => {
  const leaf = fc.tuple(fc.constantFrom(2, 4, 5, 6, 12, 0x80), fc.uint8Array({ maxLength: 200 }))
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf.map(([tag, content]): Tree => ({ tag, content })),
      fc
        .tuple(fc.constantFrom(0x30, 0x31, 0xa0), fc.array(tie('tree'), { maxLength: 4 }))
        .map(([tag, children]): Tree => ({ tag, children }))
    )
  }))
  fc.assert(
    fc.property(tree, (value) => {
      const writer = new DerWriter()
      write(writer, value)
      const der = writer.finish()
      expect(Buffer.compare(berToDer(der, 'message'), der)).toBe(0)
    }),
    { seed: 21, numRuns: 300 }
  )
})

type Tree =
  { readonly tag: number; readonly content: Uint8Array } | { readonly tag: number; readonly children: readonly Tree[] }

function write(writer: DerWriter, tree: Tree): void {
  if ('content' in tree) writer.element(tree.tag, tree.content)
  else writer.within(tree.tag, () => tree.children.forEach((child) => write(writer, child)))
}

test.each([
  ['nothing', ''],
  ['a missing end mark', '30 80 02 01 05'],
  ['half an end mark', '30 80 02 01 05 00'],
  ['a primitive element without length', '04 80 aa 00 00'],
  ['a length beyond the end', '30 05 02 01 05'],
  ['something after the end', '30 00 00'],
  ['an INTEGER as a part of an OCTET STRING', '24 03 02 01 05'],
  ['a length of eight octets', '30 88 00 00 00 00 00 00 00 01 05'],
  ['a nesting bomb', '3080'.repeat(5000)]
])('%s is malformed', (_, ber) => {
  expect(() => convert(ber)).toThrow(expect.objectContaining({ code: 'malformed' }))
})

test('any bytes give either strict DER or an error of ours', () => {
  const interesting = fc.constantFrom(0x30, 0x24, 0x80, 0x04, 0x00, 0x02, 0x81, 0x82, 0xa0)
  fc.assert(
    fc.property(fc.array(fc.oneof(interesting, fc.nat(255)), { maxLength: 40 }), (octets) => {
      let der: Uint8Array
      try {
        der = berToDer(Uint8Array.from(octets), 'message')
      } catch (error) {
        expect(error).toBeInstanceOf(ChanceryError)
        return
      }
      const reader = new DerReader(der, 'message')
      reader.next()
      reader.finish()
    }),
    { seed: 22, numRuns: 5000 }
  )
})
