import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDestination, readTarget } from './address.ts'

let place: string
let data: string
beforeAll(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'chancery-address-')))
  data = join(place, 'data')
  for (const name of ['data', 'www', '.ssh']) mkdirSync(join(place, name))
  symlinkSync(data, join(place, 'alias'))
  symlinkSync(join(place, '.ssh'), join(place, 'keys'))
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

test.each(['data', 'data/new', 'alias', 'alias/new/deeper', '.'])(
  'the data of the installation is not published over by the path %s, links or not',
  (to) => {
    expect(() => readDestination({ to: join(place, to) }, data)).toThrow('holds the data of this installation')
  }
)

test.each(['.ssh', 'www/.git/hooks', '.new/deeper', 'keys', 'keys/new'])(
  'a target does not write into a hidden folder, where programs keep their settings: %s',
  (to) => {
    expect(() => readTarget({ to: join(place, to) }, data)).toThrow('hidden folder')
  }
)

test('any other folder is taken as it was written, whether it is there or not', () => {
  for (const to of ['www', 'www/pki', 'new/deeper'])
    expect(readTarget({ to: join(place, to) }, data)).toEqual({ kind: 'folder', path: join(place, to) })
})

test('copies of the database may go into a hidden folder: their names and bytes are nobody’s choice', () => {
  expect(readDestination({ to: join(place, '.copies') }, data)).toMatchObject({ kind: 'folder' })
})
