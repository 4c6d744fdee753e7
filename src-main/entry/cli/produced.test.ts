import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeProduced } from './produced.ts'

test('a file for a folder that is not there says so, and not which call failed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-'))
  const path = join(folder, 'none', 'root.pem')
  const file = { name: 'root.pem', mediaType: 'application/x-pem-file', bytes: Buffer.from('x') }
  await expect(writeProduced(path, file, false)).rejects.toMatchObject({
    code: 'io',
    message: `The file ${path} could not be written: there is no folder ${join(folder, 'none')}. Make it first.`
  })
  rmSync(folder, { recursive: true })
})
