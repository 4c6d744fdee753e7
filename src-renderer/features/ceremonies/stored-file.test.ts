import { Uint8ArrayWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import { storedFile } from './stored-file.ts'

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes)

async function archive(level: number): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level, useWebWorkers: false })
  for (const name of ['manifest.json', 'report.pdf', 'attachments/report.pdf'])
    await writer.add(name, new Uint8ArrayReader(new TextEncoder().encode(`this is ${name} `.repeat(20))))
  return writer.close()
}

test('the report is found among the files of an archive', async () => {
  const zip = await archive(0)
  expect(text(storedFile(zip, 'report.pdf'))).toBe('this is report.pdf '.repeat(20))
  expect(text(storedFile(zip, 'attachments/report.pdf'))).toBe('this is attachments/report.pdf '.repeat(20))
})

test('what is missing, compressed or no archive gives nothing', async () => {
  expect(storedFile(await archive(0), 'other.pdf')).toBeUndefined()
  expect(storedFile(await archive(6), 'report.pdf')).toBeUndefined()
  expect(storedFile(new TextEncoder().encode('no archive at all, but long enough for an end'), 'a')).toBeUndefined()
})
