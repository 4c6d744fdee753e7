import { expect, test } from 'vitest'
import { lookOf, stateLooks } from './state-look.ts'

test('a check that was not performed is hollow and grey', () => {
  expect(lookOf('check', 'not-performed')).toMatchObject({ colour: 'past', hollow: true })
})

test('a state that this window does not know is never green', () => {
  for (const kind of Object.keys(stateLooks) as (keyof typeof stateLooks)[]) {
    expect(lookOf(kind, 'made-up-state')).toMatchObject({ colour: 'past', hollow: true })
  }
})

test('only what was verified, or stands as it should, is green', () => {
  const green = Object.entries(stateLooks).flatMap(([kind, looks]) =>
    Object.entries(looks).flatMap(([state, { colour }]) => (colour === 'active' ? [`${kind}.${state}`] : []))
  )
  expect(green).toEqual([
    'certificate.active',
    'request.issued',
    'authority.active',
    'check.verified',
    'crl.current',
    'operator.active',
    'proposal.done',
    'profile.enabled',
    'outcome.ok',
    'service.enabled',
    'eab.bound',
    'acmeAccount.valid',
    'acmeOrder.valid',
    'proof.valid',
    'control.verified',
    'perspective.corroborates',
    'token.unlocked',
    'yubiKey.ready',
    'module.running',
    'finding.fine'
  ])
})
