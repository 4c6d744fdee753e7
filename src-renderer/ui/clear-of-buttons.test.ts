import { expect, test } from 'vitest'
import { clearOf, type Place } from './clear-of-buttons.ts'

const windowHeight = 700
const notice: Place = { left: 170, right: 730, top: 628, bottom: 676 }
const row = (top: number, left = 232, right = 900): Place => ({ left, right, top, bottom: top + 60 })

test('a notice stands at the lower edge where no buttons are', () => {
  expect(clearOf(notice, [], windowHeight)).toBe(24)
  expect(clearOf(notice, [row(100)], windowHeight)).toBe(24)
})

test('it stands above a row of buttons, and above two', () => {
  expect(clearOf(notice, [row(640)], windowHeight)).toBe(68)
  expect(clearOf(notice, [row(570), row(640)], windowHeight)).toBe(138)
})

test('buttons beside it do not lift it', () => {
  expect(clearOf(notice, [row(640, 740, 900)], windowHeight)).toBe(24)
})

test('where buttons are everywhere it stands at the edge', () => {
  const everywhere = [0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 640].map((top) => row(top))
  expect(clearOf(notice, everywhere, windowHeight)).toBe(24)
})
