import { expect, test } from 'vitest'
import { hexRuns } from './hex-pane.tsx'

test('header and content of the chosen element are told apart, across rows', () => {
  const bytes = new Uint8Array(20).map((_, index) => index)
  expect(hexRuns(bytes, 0, 1, 2, 18)).toEqual([
    { text: '00 ', part: 'plain' },
    { text: '01 02 ', part: 'header' },
    { text: '03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f ', part: 'content' }
  ])
  expect(hexRuns(bytes, 1, 1, 2, 18)).toEqual([
    { text: '10 11 ', part: 'content' },
    { text: '12 13 ', part: 'plain' }
  ])
})
