import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseCertificate } from '../../pki/certificate.ts'
import { parseCrl } from '../../pki/crl.ts'
import { getAuthority } from '../../store/authorities.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { getCrlDer, latestCrl, listWaitingCrls } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { goTo, handOver, request, startPair, stick, visit, type AirGapPair } from '../../testing/air-gap-pair.ts'
import { authority } from '../../testing/life.ts'
import { setKeyOnline } from '../authorities/change.ts'
import { listAuthorities, showAuthority } from '../authorities/view.ts'
import { signedBy } from '../certificates/chain.ts'
import { crlAlarms, crlCalendar } from '../crl/calendar.ts'
import { enableOcsp } from '../ocsp/service.ts'
import { ocspSettings } from '../../../src-shared/model/ocsp.ts'
import { revokeCertificate } from '../revoke.ts'
import { acceptBundle } from './accept.ts'
import { answerRequest, handOverRoot } from './answer.ts'
import { dutiesOf } from './duties.ts'
import { inspectBundle } from './inspect.ts'
import { mirrorViews } from './view.ts'

const DAY = 86_400_000

let pair: AirGapPair
beforeEach(async () => {
  pair = await startPair()
})
afterEach(() => pair.close())

const mirrorId = (): number => mirrorViews(pair.office.ca)[0]?.authorityId ?? 0

test('a root that is new here is mirrored only after its fingerprint was confirmed', async () => {
  const { safe, office, root } = pair
  const made = await handOverRoot(
    safe.ca,
    { peer: 'Issuing office', authority: root.id, crls: 3, note: '' },
    safe.alice
  )
  const shown = await inspectBundle(office.ca, { bundle: stick(made) }, office.alice)
  expect(shown).toMatchObject({ acceptable: true, peer: { name: 'Root safe' }, number: 1 })
  expect(shown.newRoots).toMatchObject([
    { subject: 'CN=Root R1,O=Example', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) }
  ])
  // Nothing here knows the root yet: what speaks of it bears the name that the bundle gives it.
  expect(new Set(shown.items.map((item) => item.root))).toEqual(new Set(['Root R1']))
  expect(mirrorViews(office.ca)).toEqual([])
  await expect(acceptBundle(office.ca, { bundle: stick(made), trustRoot: false }, office.alice)).rejects.toMatchObject({
    reasons: [{ rule: 'bundle.root-unconfirmed' }]
  })
  await acceptBundle(office.ca, { bundle: stick(made), trustRoot: true }, office.alice)
  expect(mirrorViews(office.ca)).toMatchObject([{ name: 'Root R1', waiting: 2, peerName: 'Root safe' }])
})

test('the key of a mirrored root cannot be brought on line where it never was', async () => {
  await handOver(pair)
  const { office } = pair
  await expect(setKeyOnline(office.ca, { authority: mirrorId(), online: true }, office.alice)).rejects.toThrow(
    /never here/
  )
})

test('a mirrored root is never said to have its key here, and its next CRL is told from what waits', async () => {
  await handOver(pair)
  const { office, safe, root } = pair
  expect(listAuthorities(office.ca).authorities).toMatchObject([{ id: mirrorId(), keyLocation: 'elsewhere' }])
  expect(listAuthorities(safe.ca).authorities).toMatchObject([{ keyLocation: 'software' }])
  const [next] = listWaitingCrls(reader(office.ca.store), mirrorId())
  expect(showAuthority(office.ca, mirrorId()).authority.nextRelease).toBe(next?.thisUpdate)
  expect(crlCalendar(office.ca, {}).rows).toMatchObject([{ keyElsewhere: true }])
  expect(crlCalendar(safe.ca, {}).rows).toMatchObject([{ authorityId: root.id, keyElsewhere: false }])
})

test('whoever makes an authority below a mirrored root is led to a CSR, since the key cannot be brought back', async () => {
  await handOver(pair)
  await expect(authority(pair.office, 'Issuing', { issuer: mirrorId() })).rejects.toMatchObject({
    code: 'key-unavailable',
    message: expect.stringMatching(/is in another installation.*make a CSR and send it there in a bundle/)
  })
})

test('a CSR goes over the gap, and the certificate that comes back is installed below the mirror', async () => {
  await handOver(pair)
  const { office } = pair
  const issuing = await authority(office, 'Issuing', { csrOnly: true, pathLength: 0 })
  expect(dutiesOf(office.ca)).toContainEqual(expect.objectContaining({ kind: 'certificate-waiting', about: 'Issuing' }))
  await visit(pair, await request(office, { crls: 0 }))
  const row = getAuthority(reader(office.ca.store), issuing.id)
  expect(row).toMatchObject({ state: 'active', issuerId: mirrorId(), csr: null })
  const certificate = parseCertificate(
    getCertificateDer(reader(office.ca.store), row?.certificateId ?? 0) ?? new Uint8Array()
  )
  const mirror = getAuthority(reader(office.ca.store), mirrorId())
  const root = parseCertificate(
    getCertificateDer(reader(office.ca.store), mirror?.certificateId ?? 0) ?? new Uint8Array()
  )
  expect(signedBy(certificate, root)).toBe(true)
  expect(dutiesOf(office.ca).map(({ kind }) => kind)).not.toContain('certificate-waiting')
})

test('twelve CRLs signed ahead are released each on its day and never before', async () => {
  await handOver(pair)
  const { office } = pair
  const id = mirrorId()
  const plan = listWaitingCrls(reader(office.ca.store), id)
  expect(plan).toHaveLength(11)
  let number = latestCrl(reader(office.ca.store), id)?.number ?? ''
  for (const { thisUpdate, id: crlId } of plan) {
    await goTo(pair, thisUpdate - 1)
    expect(latestCrl(reader(office.ca.store), id)?.number).toBe(number)
    await goTo(pair, thisUpdate)
    const out = latestCrl(reader(office.ca.store), id)
    expect(out?.id).toBe(crlId)
    expect(out !== undefined && out.number > number).toBe(true)
    number = out?.number ?? ''
  }
})

test('what is revoked at the office holds back the series until the root has signed a new one', async () => {
  await handOver(pair)
  const { office } = pair
  const issuing = await authority(office, 'Issuing', { csrOnly: true })
  await visit(pair, await request(office, { crls: 0 }))
  const certificateId = getAuthority(reader(office.ca.store), issuing.id)?.certificateId ?? 0
  await revokeCertificate(office.ca, { id: certificateId, reason: 'keyCompromise', comment: 'stolen' }, office.alice)
  expect(crlAlarms(office.ca).map(({ kind }) => kind)).toContain('series-stale')
  expect(dutiesOf(office.ca)).toContainEqual(expect.objectContaining({ kind: 'revocation', count: 1, state: 'due' }))
  pair.safe.clock.advance(60_000)
  office.clock.advance(60_000)
  await visit(pair, await request(office))
  const out = latestCrl(reader(office.ca.store), mirrorId())
  const list = parseCrl(getCrlDer(reader(office.ca.store), out?.id ?? 0) ?? new Uint8Array())
  expect(list.entryCount).toBe(1)
  expect(dutiesOf(office.ca).map(({ kind }) => kind)).not.toContain('revocation')
  expect(crlAlarms(office.ca)).toEqual([])
})

test('the off-line root certifies an OCSP responder, and the office answers for the root', async () => {
  await handOver(pair)
  const { office } = pair
  await visit(pair, await request(office, { ocsp: true, crls: 0 }))
  const service = await enableOcsp(office.ca, { authority: mirrorId(), settings: ocspSettings.parse({}) }, office.alice)
  expect(service).toMatchObject({ authorityId: mirrorId(), state: 'enabled' })
  expect(dutiesOf(office.ca)).toContainEqual(expect.objectContaining({ kind: 'ocsp-responder', state: 'later' }))
})

test('an item that the root’s side declines comes back with the reason, the rest is done', async () => {
  await handOver(pair)
  const { safe, office } = pair
  const issuing = await authority(office, 'Issuing', { csrOnly: true })
  const asked = await request(office, { crls: 2 })
  const { bundleId } = await acceptBundle(safe.ca, { bundle: stick(asked), trustRoot: false }, safe.alice)
  const answer = await answerRequest(
    safe.ca,
    { request: bundleId, decline: ['csr-1'], declineReason: 'not approved' },
    safe.alice
  )
  const { taken } = await acceptBundle(office.ca, { bundle: stick(answer), trustRoot: false }, office.alice)
  expect(taken).toMatchObject({ declined: 1, crl: 2 })
  expect(getAuthority(reader(office.ca.store), issuing.id)).toMatchObject({ state: 'awaiting-certificate' })
})

test('a year of duties passes without a lapse: every visit is asked for in time and brings what is needed', async () => {
  await handOver(pair, 4)
  const { office } = pair
  await authority(office, 'Issuing', { csrOnly: true, validity: '1y' })
  await visit(pair, await request(office, { validity: '200d' }))
  const start = office.clock.now()
  let visits = 0
  for (let day = 1; day <= 365; day++) {
    await goTo(pair, start + day * DAY)
    const out = latestCrl(reader(office.ca.store), mirrorId())
    expect(out !== undefined && out.nextUpdate >= office.clock.now(), `a CRL is out on day ${day}`).toBe(true)
    const duties = dutiesOf(office.ca)
    expect(
      duties.filter(({ state }) => state === 'overdue'),
      `nothing lapsed on day ${day}`
    ).toEqual([])
    if (duties.some(({ state }) => state === 'due')) {
      await visit(pair, await request(office, { within: '7d', crls: 4 }))
      visits++
    }
  }
  expect(visits).toBeGreaterThan(2)
  expect(visits).toBeLessThan(8)
})
