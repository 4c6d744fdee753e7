import { X509Certificate } from 'node:crypto'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, configure } from '@zip.js/zip.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCsr } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
const ids: number[] = []
beforeAll(async () => {
  configure({ useWebWorkers: false })
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('profile.create', {
    name: 'web',
    authority: 'root',
    content: {
      subject: { attributes: [{ type: 'CN' }, { type: 'O' }] },
      alternativeNames: { rules: [{ type: 'dns' }] },
      keyAlgorithms: ['P-256'],
      approval: 'auto',
      validity: { kind: 'duration', duration: '90d' }
    }
  })
  // Two of one name.
  for (const [host, organization] of [
    ['one', 'Example'],
    ['one', 'Example'],
    ['two', 'Other']
  ] as const) {
    const name = `${host}.example.test`
    const csr = makeCsr({ subject: `CN=${name},O=${organization}`, names: [{ kind: 'dns', value: name }] })
    const { certificateId } = await alice.call('request.submit', {
      profile: 'web',
      csr: Buffer.from(csr).toString('base64')
    })
    ids.push(certificateId ?? 0)
  }
  await alice.call('certificate.annotate-many', { ids: [ids[2] ?? 0], owner: '=cmd()', addTags: ['a', 'b'] })
})
afterAll(() => made.stop())

async function unzipped(base64: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = new ZipReader(new Uint8ArrayReader(Buffer.from(base64, 'base64')))
  const files = new Map<string, Buffer>()
  for (const entry of await zip.getEntries())
    if (!entry.directory)
      files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter(), { checkSignature: true })))
  await zip.close()
  return files
}

describe('many certificates in one ZIP', () => {
  test.each(['pem', 'der'] as const)(
    'as %s: each is the certificate that the table says, names kept apart',
    async (format) => {
      const { file, certificates } = await made.alice.call('certificate.export-many', {
        ids: [...ids, ids[0] ?? 0],
        format
      })
      expect(certificates).toBe(3)
      expect(file).toMatchObject({ name: 'certificates-2026-11-20.zip', mediaType: 'application/zip' })
      const files = await unzipped(file.base64)
      const ending = format === 'pem' ? 'pem' : 'cer'
      const names = ids.map((id, at) => `${at === 2 ? 'two' : 'one'}.example.test.${id}.${ending}`)
      expect([...files.keys()].toSorted()).toEqual([...names, 'certificates.csv'].toSorted())
      const table = files.get('certificates.csv')?.toString() ?? ''
      for (const [at, id] of ids.entries()) {
        const { certificate } = await made.alice.call('certificate.show', { id })
        const x509 = new X509Certificate(files.get(names[at] ?? '') ?? Buffer.alloc(0))
        expect(x509.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(certificate.fingerprint)
        expect(table).toContain(`${names[at] ?? ''},${certificate.serial},`)
      }
    }
  )

  test('one that is not there is named, and nothing is written', async () => {
    await expect(made.alice.call('certificate.export-many', { ids: [ids[0] ?? 0, 4711] })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('4711') as unknown
    })
  })

  test('stands among the tasks under the id that the caller gave', async () => {
    await made.alice.call('certificate.export-many', { ids, taskId: 'my-zip' })
    const { tasks } = await made.alice.call('task.list', {})
    expect(tasks.find(({ id }) => id === 'my-zip')).toMatchObject({ state: 'done', done: 3, total: 3 })
  })
})

describe('a whole list as CSV', () => {
  const csv = async (asked: Parameters<typeof made.alice.call<'certificate.export-list'>>[1]): Promise<string[]> => {
    const { file, rows } = await made.alice.call('certificate.export-list', asked)
    expect(file).toMatchObject({ name: 'certificates-2026-11-20.csv', mediaType: 'text/csv' })
    const lines = Buffer.from(file.base64, 'base64').toString().split('\r\n')
    expect(lines).toHaveLength(rows + 2)
    return lines.slice(0, -1)
  }

  test('has what the filter lets through in the order of the list, with what people noted', async () => {
    const [head, ...rows] = await csv({ text: 'example.test', sort: 'subject' })
    expect(head).toMatch(/^id,serial,subject,names,issuer,authority,profile,class,state,notBefore,notAfter,/)
    expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(ids)
    expect(rows[2]).toContain(`,desk,'=cmd(),a b,2026-11-20T12:00:00Z,,`)
    expect(await csv({ tag: 'none' })).toEqual([head])
  })

  test('is stopped by name, and then there is no file', async () => {
    const asked = made.alice.reply('certificate.export-list', { taskId: 'stop-me' })
    await made.alice.call('task.cancel', { id: 'stop-me' })
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  })
})
