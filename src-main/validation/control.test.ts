import { expect, test } from 'vitest'
import { smallNames } from '../testing/name-server.ts'
import { settableClock, systemClock, type Clock } from '../world/clock.ts'
import { closedNet } from '../world/closed-net.ts'
import { systemRandom } from '../world/random.ts'
import { createControl, type Control, type ResolverSettings } from './control.ts'
import { validateDns01 } from './dns-01.ts'
import { anchorsOf, readNameServer, readTrustAnchor } from './name-servers.ts'

const usual: ResolverSettings = {
  dnsSource: 'system',
  dnsServers: [],
  dnssec: 'validate',
  dnsTrustAnchors: [],
  dnsUnsignedZones: ['test']
}
const signal = new AbortController().signal

function controlOver(
  settings: () => ResolverSettings,
  system: readonly string[],
  clock: Clock = systemClock
): { control: Control; asked: string[] } {
  const names = smallNames()
  names.put('www.example.test', 'A', ['192.0.2.7'])
  const asked: string[] = []
  const net = closedNet({
    datagram: (request) => {
      asked.push(`${request.address} ${request.port}`)
      return names.datagram(request)
    }
  })
  const control = createControl({
    net,
    random: systemRandom,
    clock,
    settings,
    systemServers: () => system
  })
  return { control, asked }
}

test('names are asked of the servers of this machine or of given ones, as the settings say at that moment', async () => {
  let settings = usual
  const { control, asked } = controlOver(() => settings, ['192.0.2.1'])
  const { lookup } = control.world('any')
  expect(await lookup.addresses('www.example.test', 4, signal)).toEqual(['192.0.2.7'])
  settings = { ...usual, dnsSource: 'given', dnsServers: ['[2001:db8::1]:5353'] }
  expect(await lookup.addresses('www.example.test', 4, signal)).toEqual(['192.0.2.7'])
  expect(asked).toEqual(['192.0.2.1 53', '2001:db8::1 5353'])
  expect(control.from).toContain('2001:db8::1')
})

test('an answer that was kept before the machine slept for longer than its TTL is asked for again', async () => {
  const hands = settableClock(Date.UTC(2026, 0, 1))
  let slept = 0
  const clock = { ...hands, sinceBoot: () => hands.monotonic() + slept }
  const { control, asked } = controlOver(() => usual, ['192.0.2.1'], clock)
  const { lookup } = control.lookups()
  for (let times = 0; times < 2; times++) await lookup('www.example.test.', 'A')
  expect(asked).toHaveLength(1)
  slept += 8 * 3_600_000
  await lookup('www.example.test.', 'A')
  expect(asked).toHaveLength(2)
})

test('a machine without any name server fails the proof, and does not stop the validator', async () => {
  const { control } = controlOver(() => usual, [])
  const report = await validateDns01(control.world('any'), { domain: 'example.test', keyAuthorization: 'x.y' }, signal)
  expect(report).toMatchObject({
    outcome: 'failed',
    failure: 'dns',
    summary: expect.stringMatching(/has no name server/)
  })
})

test('what cannot be validated is no answer, and the message says what to do about an own network', async () => {
  const { control } = controlOver(() => ({ ...usual, dnsUnsignedZones: [] }), ['192.0.2.1'])
  await expect(control.world('any').lookup.addresses('www.example.test', 4, signal)).rejects.toMatchObject({
    code: 'bad-signature'
  })
})

test('anchors: the root, added zones with all their keys, and unsigned zones; with DNSSEC off everything is unsigned', () => {
  const ds = (digest: string): string => `Own.Example. IN DS 12345 13 2 ${digest.repeat(32)}`
  const anchors = anchorsOf({ ...usual, dnsTrustAnchors: [ds('AB'), ds('CD')] })
  expect(anchors.map(({ zone, ds: keys }) => `${zone.toLowerCase()} ${keys.length}`)).toEqual([
    'own.example. 2',
    'test. 0',
    '. 2'
  ])
  expect(anchorsOf({ ...usual, dnssec: 'off' })).toEqual([{ zone: '.', ds: [] }])
})

test.each(['example.test.', 'x. DS 1 13 2 ABCD', 'x. DS 70000 13 2 00', `x. DS 1 13 9 ${'AB'.repeat(32)}`])(
  '%s is no trust anchor',
  (text) => expect(() => readTrustAnchor(text)).toThrow(/DS record|does not fit/)
)

test.each(['localhost', '192.0.2.1:0', '192.0.2.1:99999', '[2001:db8::1', '2001:db8::zz'])(
  '%s is no name server',
  (text) => expect(() => readNameServer(text)).toThrow(/is not the address of a name server/)
)
