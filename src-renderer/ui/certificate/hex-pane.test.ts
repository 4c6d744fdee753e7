import { expect, test } from 'vitest'
import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import { pathAt } from './asn1-view.tsx'
import { byteIn, hexRuns } from './hex-pane.tsx'

test('header and content of the chosen element are told apart, across rows', () => {
  const bytes = new Uint8Array(20).map((_, index) => index)
  expect(hexRuns(bytes, 0, 1, 2, 18)).toEqual([
    { at: 0, text: '00 ', part: 'plain' },
    { at: 1, text: '01 02 ', part: 'header' },
    { at: 3, text: '03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f ', part: 'content' }
  ])
  expect(hexRuns(bytes, 1, 1, 2, 18)).toEqual([
    { at: 16, text: '10 11 ', part: 'content' },
    { at: 18, text: '12 13 ', part: 'plain' }
  ])
})

test('a click within a run of bytes is a click on one of them', () => {
  const run = { at: 16, text: '10 11 12 13 ' }
  expect([0, 0.24, 0.26, 0.99, 1, -0.1].map((share) => byteIn(run, share))).toEqual([16, 16, 17, 19, 19, 16])
})

test('a byte belongs to the innermost element that holds it', () => {
  const node = (offset: number, length: number, children: Asn1Node[] = []): Asn1Node => ({
    tag: 'SEQUENCE',
    offset,
    header: 2,
    length,
    text: null,
    children
  })
  // 30 07 02 01 05 30 02 05 00
  const root = node(0, 7, [node(2, 1), node(5, 2, [node(7, 0)])])
  expect([0, 1, 2, 4, 5, 6, 7, 8].map((offset) => pathAt(root, offset))).toEqual([
    '0',
    '0',
    '0.0',
    '0.0',
    '0.1',
    '0.1',
    '0.1.0',
    '0.1.0'
  ])
  expect(pathAt(root, 9)).toBeNull()
})
