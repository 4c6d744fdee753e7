import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstLine, type BackupKey } from './archive-format.ts'
import { readArchive, readHeader } from './archive-read.ts'
import { writeArchive, type PartSource } from './archive-write.ts'
import { makeBackupKey, type Opener } from './content-key.ts'

const opener: Opener = { kind: 'passphrase', passphrase: 'nine amber lanterns' }
const facts = { id: 'b1', createdAt: 1_795_000_000_000, madeBy: 'test', installation: 'Example', vaultId: 'v' }
let folder: string
let key: BackupKey
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-archive-'))
  key = await makeBackupKey('nine amber lanterns', { memoryKiB: 64, passes: 1, lanes: 1 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(path: string, by: Opener = opener): Promise<ReadonlyMap<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  await readArchive(path, by, (name) => {
    const pieces: Uint8Array[] = []
    return {
      take: (piece) => void pieces.push(Uint8Array.from(piece)),
      end: () => void parts.set(name, Buffer.concat(pieces))
    }
  })
  return parts
}

const part = (name: string, bytes: Uint8Array): PartSource => ({ name, from: { bytes } })

test.each([0, 1, 65_499, 65_500, 65_536, 200_000])('a part of %i bytes comes back as it went in', async (size) => {
  const path = join(folder, `size-${size}`)
  const bytes = randomBytes(size)
  await writeArchive(path, facts, { key, recipients: [] }, [part('a', bytes), part('b', Buffer.from('end'))])
  const parts = await read(path)
  expect(parts.get('a')?.equals(bytes)).toBe(true)
  expect(parts.get('b')?.toString()).toBe('end')
  expect(await readHeader(path)).toMatchObject(facts)
})

test('a disk that fills up within the last bytes leaves no backup that only looks whole', async () => {
  const path = join(folder, 'full')
  const size = async (bytes: number): Promise<number> => {
    await writeArchive(path, facts, { key, recipients: [] }, [part('a', Buffer.alloc(bytes))])
    return readFileSync(path).length
  }
  const block = 512
  // Eight bytes of the last tag have no room.
  const bytes = 1000 + ((2 * block + 8 - ((await size(1000)) % block)) % block)
  const blocks = ((await size(bytes)) - 8) / block
  rmSync(path)
  const program = `import { writeArchive } from ${JSON.stringify(new URL('./archive-write.ts', import.meta.url).href)}
    const key = ${JSON.stringify(key)}
    const part = { name: 'a', from: { bytes: Buffer.alloc(${bytes}) } }
    await writeArchive(${JSON.stringify(path)}, ${JSON.stringify(facts)}, { key, recipients: [] }, [part])
      .then(() => console.log('written'), (error) => console.log(error.code))`
  const said = execFileSync(
    'sh',
    ['-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" --input-type=module -e "$1"`, process.execPath, program],
    { encoding: 'utf8' }
  )
  expect([said.trim(), readdirSync(folder).filter((name) => name.startsWith('full'))]).toEqual(['io', []])
})

test('a folder that is not there is said in words', async () => {
  await expect(
    writeArchive(join(folder, 'away', 'x'), facts, { key, recipients: [] }, [part('a', Buffer.from('x'))])
  ).rejects.toMatchObject({ code: 'io' })
})

test('another passphrase and a private key of nobody are refused', async () => {
  const path = join(folder, 'refused')
  await writeArchive(path, facts, { key, recipients: [] }, [part('a', Buffer.from('x'))])
  await expect(read(path, { kind: 'passphrase', passphrase: 'nine amber lantern' })).rejects.toMatchObject({
    code: 'wrong-passphrase'
  })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs8',
    format: 'der'
  })
  await expect(read(path, { kind: 'recipient', privateKey: stranger })).rejects.toMatchObject({
    code: 'wrong-passphrase'
  })
})

test('one bit changed anywhere, and a file cut off anywhere, is refused with the place', async () => {
  const path = join(folder, 'bits')
  await writeArchive(path, facts, { key, recipients: [] }, [
    part('first', randomBytes(70_000)),
    part('second', randomBytes(70_000))
  ])
  const whole = readFileSync(path)
  const headerEnd = firstLine.length + 4 + whole.readUInt32BE(firstLine.length) + 32
  const places = [
    ...Array.from({ length: headerEnd }, (_byte, index) => index).filter((index) => index % 7 === 0 || index < 24),
    ...Array.from({ length: 40 }, (_byte, index) => headerEnd + Math.floor(((whole.length - headerEnd) * index) / 40)),
    whole.length - 1
  ]
  const bent = join(folder, 'bent')
  for (const at of places) {
    const copy = Buffer.from(whole)
    copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8))
    writeFileSync(bent, copy)
    const block = Math.floor((at - headerEnd) / 65_552) + 1
    const place =
      at < firstLine.length ? /first line/ : at < headerEnd ? /header/ : new RegExp(`block ${block} \\(bytes`)
    await expect(read(bent), `byte ${at}`).rejects.toThrow(place)
  }
  for (const length of [0, 10, 20, 100, headerEnd, headerEnd + 10, headerEnd + 65_552, whole.length - 1]) {
    writeFileSync(bent, whole.subarray(0, length))
    await expect(read(bent), `cut at ${length}`).rejects.toMatchObject({
      code: length < firstLine.length ? 'malformed' : 'damaged'
    })
  }
  // Two blocks in each other's place.
  const moved = Buffer.from(whole)
  whole.copy(moved, headerEnd, headerEnd + 65_552, headerEnd + 131_104)
  whole.copy(moved, headerEnd + 65_552, headerEnd, headerEnd + 65_552)
  writeFileSync(bent, moved)
  await expect(read(bent)).rejects.toThrow(/block 1 \(bytes/)
})
