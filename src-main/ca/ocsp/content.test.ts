import { afterEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src-shared/model/settings.ts'
import { ocspSettings, type OcspSettings } from '../../../src-shared/model/ocsp.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  ocspIds,
  parseOcspResponse,
  readArchiveCutoff,
  readCrlReference,
  verifyOcspResponse,
  type BasicOcspResponse
} from '../../pki/ocsp.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { requireCertificate } from '../certificates/find.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { revokeCertificate } from '../revoke.ts'
import { answerOcsp, type OcspReply } from './answer.ts'
import { disableOcsp, enableOcsp, refreshOcspAddresses } from './service.ts'
import { listOcsp } from './view.ts'

const base = 'http://pki.example.test'
let life: Life
afterEach(() => life.close())

async function house(settings: Partial<OcspSettings> = {}): Promise<void> {
  life = await startLife()
  await authority(life, 'ca')
  await profile(life, 'web', 'ca', { validity: { kind: 'duration', duration: '30d' } })
  await enable(settings)
}

const enable = (settings: Partial<OcspSettings> = {}): Promise<unknown> =>
  enableOcsp(life.ca, { authority: 'ca', settings: ocspSettings.parse(settings) }, life.alice)
const serialOf = (id: number): string => requireCertificate(reader(life.ca.store), id).serial

function ask(...serials: string[]): Promise<OcspReply> {
  const { subjectDer, publicKey } = loadIssuer(life.ca, 1)
  const hashes = issuerHashes('sha1', { name: subjectDer, keyBytes: publicKey.keyBytes })
  const certIds = serials.map((serial) => encodeCertId('sha1', hashes, serial))
  return answerOcsp(life.ca, assembleOcspRequest(buildTbsOcspRequest({ certIds })))
}

async function basic(...serials: string[]): Promise<BasicOcspResponse> {
  const parsed = parseOcspResponse((await ask(...serials)).der)
  if (parsed.kind !== 'basic') throw new Error(parsed.error)
  expect(verifyOcspResponse(parsed.basic)).not.toBeNull()
  return parsed.basic
}

describe('an answer', () => {
  it('says since when expired certificates are told of, at most since the authority began (RFC 6960 4.4.4)', async () => {
    await house({ archive: '7y' })
    const serial = serialOf(await issued(life, 'web'))
    const began = loadIssuer(life.ca, 1).validity?.notBefore ?? 0
    const cutoff = async (): Promise<number> => {
      const [answer] = (await basic(serial)).answers
      return readArchiveCutoff(answer!.extensions.find(({ oid }) => oid === ocspIds.archiveCutoff)!)
    }
    expect(await cutoff()).toBe(began)
    life.clock.advance(15 * 86_400_000)
    await enable({ archive: '10d' })
    expect(await cutoff()).toBe(Math.floor(life.clock.now() / 1000) * 1000 - 10 * 86_400_000)
  })

  it('about a revoked certificate names the CRL on which it stands (RFC 6960 4.4.2); one about a good one names none', async () => {
    await house({ crlReference: true })
    const [good, bad] = [await issued(life, 'web'), await issued(life, 'web', 'b.test')]
    await revokeCertificate(life.ca, { id: bad, reason: 'superseded', comment: '' }, life.alice)
    const { answers } = await basic(serialOf(good), serialOf(bad))
    expect(answers[0]?.extensions).toEqual([])
    expect(readCrlReference(answers[1]!.extensions[0]!)).toEqual({
      url: `${base}/crl/ca.crl`,
      number: '01',
      time: life.clock.now()
    })
  })

  it('says revoked of what was never issued where it is set so, in the form of RFC 6960 2.2, and says that it does', async () => {
    await house({ unissued: 'revoked', crlReference: true })
    const response = await basic('0badcafe')
    expect(response.answers[0]).toMatchObject({
      status: { kind: 'revoked', revokedAt: 0, reason: 'certificateHold' },
      extensions: []
    })
    expect(response.extensions.map(({ oid }) => oid)).toContain(ocspIds.extendedRevoked)
  })

  it('names its responder by the subject where it is set so', async () => {
    await house({ responderId: 'name' })
    const response = await basic(serialOf(await issued(life, 'web')))
    expect(response.responderId.kind).toBe('name')
  })
})

describe('switching on', () => {
  it('again lets answers stay that would be signed the same, and drops those that would not', async () => {
    await house()
    await ask(serialOf(await issued(life, 'web')))
    const kept = (): number | undefined => listOcsp(life.ca, {}).services[0]?.signedAhead
    expect(kept()).toBe(1)
    await enable({ life: '6h', nonce: 'ignore', ahead: 'all' })
    expect(kept()).toBe(1)
    await enable({ archive: '1y' })
    expect(kept()).toBe(0)
  })

  it('writes the address that follows the base address, and takes it away when it is switched off', async () => {
    await house()
    const addresses = (): readonly string[] => settingsOf(requireAuthority(reader(life.ca.store), 'ca')).addresses.ocsp
    expect(addresses()).toEqual([`${base}/ocsp/ca`])
    life.parts.settings = { ...defaultSettings, publicBaseAddress: 'http://other.example.test' }
    await refreshOcspAddresses(life.ca)
    expect(addresses()).toEqual(['http://other.example.test/ocsp/ca'])
    await disableOcsp(life.ca, { authority: 'ca' }, life.alice)
    expect(addresses()).toEqual([])
  })
})

describe('an answer in memory', () => {
  it('may be given again once it was read from the database, until its certificate changes', async () => {
    await house()
    const id = await issued(life, 'web')
    const other = await issued(life, 'web', 'b.test')
    expect((await ask(serialOf(id))).again).toBeNull()
    const { again } = await ask(serialOf(id))
    await ask(serialOf(other))
    const { again: others } = await ask(serialOf(other))
    expect([again?.true, others?.true]).toEqual([true, true])
    await revokeCertificate(life.ca, { id, reason: 'superseded', comment: '' }, life.alice)
    expect([again?.true, others?.true]).toEqual([false, true])
    await disableOcsp(life.ca, { authority: 'ca' }, life.alice)
    expect(others?.true).toBe(false)
  })
})
