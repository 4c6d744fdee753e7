import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { parseCsr, verifyCsr } from '../../pki/csr.ts'
import { readPem } from '../../pki/pem.ts'
import { scepDevices, startScepHouse, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'
import { writeIssuerAndSubject } from '../../pki/scep.ts'
import { nameFromText } from '../../pki/name.ts'

let house: ScepHouse
afterEach(() => house.stop())

/** Names of the files of a data folder in which the octets stand, write-ahead log included. */
function filesWith(folder: string, octets: Buffer): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    return statSync(path).isFile() && readFileSync(path).includes(octets)
  })
}

test.each(['auto', 'one'] as const)(
  'a shared secret is nowhere in the data folder after an enrolment with approval %s, and the proof counts still',
  async (approval) => {
    house = await startScepHouse({ challenge: ['static'] }, { approval })
    const [device] = scepDevices(1)
    if (device === undefined) throw new Error('no device')
    const client = await house.client()
    const secret = await house.secret({ kind: 'static' })
    const sent = usualCsr(device, secret, 'one.example.test')
    expect(Buffer.from(sent).includes(secret)).toBe(true)
    const first = await client.ask('PKCSReq', device, sent)
    const { rows } = await house.alice.call('request.list', {})
    const id = rows.find(({ channel }) => channel === 'scep')?.id ?? 0
    if (approval === 'one') {
      expect(first.status).toBe('pending')
      const { request } = await house.alice.call('request.show', { id })
      expect(request.assessment?.csr).toMatchObject({ signatureValid: false, secretTakenOut: true })
      expect(request.assessment?.reasons).toEqual([])
      await house.alice.call('request.approve', { id })
      const poll = writeIssuerAndSubject({ issuer: client.service.issuer, subject: nameFromText('CN=device-0') })
      expect((await client.ask('CertPoll', device, poll)).issued[0]?.subject.text).toBe('CN=device-0')
    } else expect(first.status).toBe('success')

    const { request } = await house.alice.call('request.show', { id })
    const [stored] = readPem(request.csrPem ?? '')
    const csr = parseCsr(stored?.bytes ?? new Uint8Array())
    expect(csr.challengePassword).toBe('X'.repeat(secret.length))
    expect(csr.publicKey.der).toEqual(parseCsr(sent).publicKey.der)
    expect([verifyCsr(parseCsr(sent)), verifyCsr(csr)]).toEqual([true, false])

    expect(filesWith(house.folder, Buffer.from('device-0')).length).toBeGreaterThan(0)
    expect(filesWith(house.folder, Buffer.from(secret))).toEqual([])
    expect(house.log()).not.toContain(secret)
  }
)
