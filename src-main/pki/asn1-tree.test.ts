import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asn1Node } from '../../src-shared/model/certificate.ts'
import { asn1Tree, elementEnd, isOneElement } from './asn1-tree.ts'
import { bytesOfHex } from './der/hex.ts'

const tree = (hex: string): Asn1Node => asn1Tree(bytesOfHex(hex))
const outline = (node: Asn1Node): unknown =>
  node.children.length === 0
    ? `${node.tag}${node.text === null ? '' : ` ${node.text}`}`
    : [node.tag, ...node.children.map(outline)]

describe('the ASN.1 tree', () => {
  it('shows tags, places and values', () => {
    const root = tree('300b0201ff06032a03040c0141')
    expect(outline(root)).toEqual(['SEQUENCE', 'INTEGER -1', 'OBJECT IDENTIFIER 1.2.3.4', 'UTF8String A'])
    expect(root.children[1]).toEqual({
      tag: 'OBJECT IDENTIFIER',
      offset: 5,
      header: 2,
      length: 3,
      text: '1.2.3.4',
      children: []
    })
  })

  it('names known object identifiers', () => {
    expect(tree('0603550403').text).toBe('2.5.4.3 (Common name)')
  })

  it('looks into OCTET STRINGs and BIT STRINGs that hold structures, and not into random octets', () => {
    expect(outline(tree('04053003020105'))).toEqual(['OCTET STRING', ['SEQUENCE', 'INTEGER 5']])
    expect(outline(tree('0306003003020105'))).toEqual(['BIT STRING', ['SEQUENCE', 'INTEGER 5']])
    expect(outline(tree('0404deadbeef'))).toBe('OCTET STRING deadbeef')
    expect(outline(tree('03020780'))).toBe('BIT STRING 1 bits: 1')
  })

  it('reads BER of other software: indefinite lengths and long tags', () => {
    expect(outline(tree('30800201050000'))).toEqual(['SEQUENCE', 'INTEGER 5'])
    expect(outline(tree('2480040101040102' + '0000'))).toEqual(['OCTET STRING', 'OCTET STRING 01', 'OCTET STRING 02'])
    expect(tree('bf8a3903020105').tag).toBe('[1337]')
    expect(tree('6003020105').tag).toBe('[APPLICATION 0]')
  })

  it('marks what is broken inside and goes on with the rest', () => {
    expect(outline(tree('300830020205020101ff'.slice(0, 20)))).toEqual([
      'SEQUENCE',
      ['SEQUENCE', 'not ASN.1 0205'],
      'INTEGER 1',
      'not ASN.1 ff'
    ])
  })

  it('refuses what is not one element', () => {
    for (const hex of ['', '30', '3005', '020105ff', '3080020105', '0280']) expect(() => tree(hex), hex).toThrow('not')
    expect(isOneElement(bytesOfHex('020105'))).toBe(true)
    expect(isOneElement(bytesOfHex('020105ff'))).toBe(false)
    expect(elementEnd(bytesOfHex('020105ff'), 0)).toBe(3)
  })

  it('stops at its limits: depth, nodes and length of a text', () => {
    let deep = Uint8Array.of(5, 0)
    for (let i = 0; i < 100; i++)
      deep = Uint8Array.of(
        0x30,
        deep.length < 128 ? deep.length : 0x81,
        ...(deep.length < 128 ? [] : [deep.length]),
        ...deep
      )
    let levels = 0
    for (let node: Asn1Node | undefined = asn1Tree(deep); node !== undefined; node = node.children[0]) levels++
    expect(levels).toBeLessThanOrEqual(60)
    const wide = new Uint8Array(4 + 2 * 30_000)
    wide.set([0x30, 0x82, 0xea, 0x60])
    for (let i = 0; i < 30_000; i++) wide.set([5, 0], 4 + 2 * i)
    const root = asn1Tree(wide)
    expect(root.children.length).toBeLessThan(20_001)
    expect(root.text).toContain('not shown')
    const long = new Uint8Array([0x0c, 0x82, 0x10, 0x00, ...new Uint8Array(4096).fill(0x61)])
    expect(asn1Tree(long).text?.length).toBeLessThan(600)
  })

  it('takes any bytes without crashing, and its nodes lie within them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        const wrapped = Uint8Array.of(0x30, 0x82, content.length >> 8, content.length & 255, ...content)
        const walk = (node: Asn1Node, end: number): void => {
          expect(node.offset + node.header + node.length).toBeLessThanOrEqual(end)
          for (const child of node.children) walk(child, node.offset + node.header + node.length)
        }
        walk(asn1Tree(wrapped), wrapped.length)
      }),
      { seed: 7, numRuns: 3000 }
    )
  })
})
