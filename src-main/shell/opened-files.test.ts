import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArgument, isOpenable, openedFileLimit, readOpenedFile } from './opened-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chancery-open-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the file named on the command line is found among switches', () => {
  expect(fileArgument(['--no-sandbox', '--data=/x/a.pem', '/home/a/web.CSR'])).toBe('/home/a/web.CSR')
  expect(fileArgument(['out/main/electron.js', '--inspect'])).toBeUndefined()
  expect(isOpenable('key.p12')).toBe(true)
  expect(isOpenable('notes.txt')).toBe(false)
})

test('an opened request comes with its name and bytes and without its folder', async () => {
  await writeFile(join(folder, 'web.csr'), 'MIIB')
  expect(await readOpenedFile(join(folder, 'web.csr'))).toEqual({
    name: 'web.csr',
    base64: Buffer.from('MIIB').toString('base64')
  })
})

test('a file of exactly 1 MiB opens, one byte more is refused as too large', async () => {
  await writeFile(join(folder, 'full.pem'), Buffer.alloc(openedFileLimit, 65))
  await writeFile(join(folder, 'over.pem'), Buffer.alloc(openedFileLimit + 1, 65))
  expect((await readOpenedFile(join(folder, 'full.pem'))).base64).toHaveLength(Math.ceil(openedFileLimit / 3) * 4)
  await expect(readOpenedFile(join(folder, 'over.pem'))).rejects.toMatchObject({ code: 'too-large' })
})

test('a folder, another kind of file and a missing file are refused', async () => {
  await mkdir(join(folder, 'folder.pem'))
  await expect(readOpenedFile(join(folder, 'folder.pem'))).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(readOpenedFile(join(folder, 'a.exe'))).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(readOpenedFile(join(folder, 'none.crt'))).rejects.toMatchObject({ code: 'io' })
})
