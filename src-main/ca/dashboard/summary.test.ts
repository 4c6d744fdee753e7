import { afterEach, expect, it } from 'vitest'
import { deskOperations } from '../../../src-shared/api/desk.ts'
import { authority, issued, profile, startLife, submit, type Life } from '../../testing/life.ts'
import { dashboardSummary } from './summary.ts'
import { issueCrl } from '../crl/issue.ts'
import { revokeCertificate, suspendCertificate } from '../revoke.ts'

const day = 86_400_000
let life: Life | undefined
afterEach(() => life?.close())

it('the dashboard counts what is there, to the day and to the second', async () => {
  life = await startLife()
  const { ca, alice, clock } = life
  await authority(life, 'ca')
  await profile(life, 'short', 'ca', { validity: { kind: 'duration', duration: '20d' } })
  await profile(life, 'asked', 'ca', { approval: 'one' })
  const [a, b] = [await issued(life, 'short'), await issued(life, 'short')]
  clock.advance(2 * day)
  await issued(life, 'short')
  await revokeCertificate(ca, { id: a, reason: 'superseded', comment: '' }, alice)
  await suspendCertificate(ca, { id: b, comment: '' }, alice)
  const waiting = clock.now()
  await submit(life, 'asked')
  await issueCrl(ca, 1, 'by hand', alice)

  const now = dashboardSummary(ca, 17)
  expect(deskOperations['dashboard.summary'].output.safeParse(now).error).toBeUndefined()
  expect(now).toMatchObject({
    certificates: { active: 2, suspended: 1, revoked: 1, expired: 0, notYetValid: 0 },
    expiring: [
      { days: 7, count: 0 },
      { days: 30, count: 1 },
      { days: 60, count: 1 },
      { days: 90, count: 1 }
    ],
    requests: { waiting: 1, queuedForKey: 0, oldestWaitingAt: waiting },
    authorities: [{ name: 'ca', state: 'active', crlState: 'current' }],
    byProfile: expect.arrayContaining([expect.objectContaining({ name: 'short', count: 3 })]),
    byAuthority: [{ name: 'ca', count: 4 }],
    byKeyAlgorithm: [{ name: 'P-256', count: 4 }],
    openReservations: [],
    lastBackupAt: 17,
    asOf: clock.now()
  })
  expect(now.issuedPerDay).toHaveLength(30)
  expect(now.issuedPerDay.slice(-3).map(({ day: date, issued: n, revoked }) => [date, n, revoked])).toEqual([
    ['2026-11-20', 3, 0],
    ['2026-11-21', 0, 0],
    ['2026-11-22', 1, 1]
  ])

  clock.advance(18 * day)
  expect(dashboardSummary(ca, null).certificates).toMatchObject({ active: 2, suspended: 0, revoked: 1, expired: 1 })
  clock.advance(5 * day)
  expect(dashboardSummary(ca, null).certificates).toMatchObject({ active: 1, suspended: 0, revoked: 1, expired: 2 })
})
