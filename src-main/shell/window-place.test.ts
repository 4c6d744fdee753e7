import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placeWindow, readPlace, smallestWindow, writePlace } from './window-place.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }

test('a first window is centred on the primary screen and never larger than it', () => {
  expect(placeWindow(undefined, [screen])).toEqual({
    bounds: { x: 300, y: 90, width: 1320, height: 860 },
    maximized: false
  })
  expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }]).bounds).toEqual({
    x: 0,
    y: 0,
    width: 1024,
    height: 700
  })
})

test('a window comes back where it was, on the second screen and maximised too', () => {
  const place = { bounds: { x: 2000, y: 50, width: 1200, height: 800 }, maximized: true }
  expect(placeWindow(place, [screen, { x: 1920, y: 0, width: 1920, height: 1040 }])).toEqual(place)
})

test('a window whose screen is gone comes back on the primary one', () => {
  const place = { bounds: { x: 2000, y: 50, width: 1200, height: 800 }, maximized: false }
  expect(placeWindow(place, [screen]).bounds.x).toBe(300)
  expect(placeWindow({ ...place, bounds: { ...place.bounds, x: 0, y: -500 } }, [screen]).bounds.y).toBe(90)
})

test('a remembered size below the smallest is raised to it', () => {
  const bounds = placeWindow({ bounds: { x: 5, y: 5, width: 10, height: 10 }, maximized: false }, [screen]).bounds
  expect(bounds).toMatchObject(smallestWindow)
})

test('a place is written and read back; a damaged file counts as none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-place-'))
  const file = join(folder, 'sub', 'window.json')
  const place = { bounds: { x: 1, y: 2, width: 900, height: 700 }, maximized: false }
  await writePlace(file, place)
  expect(readPlace(file)).toEqual(place)
  for (const damaged of [
    '{',
    '{}',
    '{"bounds":{"x":1},"maximized":true}',
    '{"bounds":{"x":1e99,"y":0,"width":1,"height":1},"maximized":true}'
  ]) {
    await writeFile(file, damaged)
    expect(readPlace(file)).toBeUndefined()
  }
  expect(readPlace(join(folder, 'none.json'))).toBeUndefined()
  await rm(folder, { recursive: true })
})
