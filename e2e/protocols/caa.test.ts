import { createSocket, type Socket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaaQuestion, type CaaVerdict, checkCaa } from '../../src-main/validation/caa.ts'
import { iteratingResolver } from '../../src-main/validation/dns/iterate.ts'
import { type Lookups, validatingLookups } from '../../src-main/validation/dns/lookup.ts'
import { systemClock } from '../../src-main/world/clock.ts'
import { nodeNet } from '../../src-main/world/node-net.ts'
import { systemRandom } from '../../src-main/world/random.ts'
import { anchorOf, type DnsWorld, startDnsWorld } from '../world/dns-world.ts'

const ecdsa = { algorithm: 'ECDSAP256SHA256' } as const
/** Addresses of the suite become ours; its keys and DS records, of an algorithm that is no longer checked, are made anew. */
async function corpus(file: string): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../fixtures/caa', file), 'utf8')
  return text
    .replaceAll('45.79.179.40', '127.0.0.3')
    .replaceAll('97.107.135.226', '127.0.0.9')
    .replaceAll('128.148.32.121', '127.0.0.8')
    .replaceAll('2600:3c03:e000:45f::', '::1')
    .replaceAll(/IN\s+CAA\s+(\d+)\s+(\w+)\s+"([^"]*)"/g, (_all, flags: string, tag: string, value: string) =>
      asOctets(Number(flags), tag, value)
    )
    .replaceAll(/^.*\sIN\s+DS\s.*$|^\$INCLUDE .*$/gm, '')
}

/** NSD reads no capital letters and no long names in CAA tags; as octets (RFC 3597 5) it serves them. */
function asOctets(flags: number, tag: string, value: string): string {
  const data = Buffer.concat([Buffer.from([flags, tag.length]), Buffer.from(tag), Buffer.from(value)])
  return `IN TYPE257 \\# ${data.length} ${data.toString('hex')}`
}

let world: DnsWorld
let lookups: Lookups
let silent: Socket | undefined
beforeAll(async () => {
  const [plain, dnssec, expired, missing, ipv6only] = await Promise.all(
    [
      'caatestsuite.com.',
      'caatestsuite-dnssec.com.',
      'expired.caatestsuite-dnssec.com.',
      'missing.caatestsuite-dnssec.com.',
      'ipv6only.caatestsuite.com.'
    ].map(corpus)
  )
  const nobody = { records: '', server: 9, serving: 'nobody' } as const
  const signedAbove = { ...nobody, delegation: 'ds-of-nobody' } as const
  world = await startDnsWorld([
    { name: '', server: 1, records: '', signing: ecdsa },
    { name: 'com', server: 2, records: '', signing: ecdsa },
    { name: 'caatestsuite.com', server: 3, records: plain ?? '', whole: true },
    { name: 'ipv6only.caatestsuite.com', server: '::1', records: ipv6only ?? '', whole: true },
    { name: 'caatestsuite-dnssec.com', server: 3, records: dnssec ?? '', whole: true, signing: ecdsa },
    {
      name: 'expired.caatestsuite-dnssec.com',
      server: 3,
      records: expired ?? '',
      whole: true,
      signing: { ...ecdsa, expired: true }
    },
    {
      name: 'missing.caatestsuite-dnssec.com',
      server: 3,
      records: missing ?? '',
      whole: true,
      delegation: 'ds-of-nobody'
    },
    { ...signedAbove, name: 'blackhole.caatestsuite-dnssec.com' },
    { ...signedAbove, name: 'refused.caatestsuite-dnssec.com' },
    {
      name: 'servfail.caatestsuite-dnssec.com',
      server: 3,
      records: 'this is no zone',
      whole: true,
      delegation: 'ds-of-nobody',
      serving: 'broken'
    },
    // Not of the suite: an unsigned zone whose server is silent, and a server that refuses every other zone.
    { ...nobody, name: 'silent.com' },
    { name: 'elsewhere', server: 8, records: '' }
  ])
  const mute = createSocket('udp4')
  silent = mute
  await new Promise<void>((resolve) => mute.bind(world.port, '127.0.0.9', resolve))
  const outside = { net: nodeNet, random: systemRandom, clock: systemClock }
  const roots = [{ address: '127.0.0.1', port: world.port }]
  lookups = validatingLookups(iteratingResolver(outside, { roots, port: world.port, loopback: true }), systemClock, [
    anchorOf(world)
  ])
})
afterAll(async () => {
  silent?.close()
  await world.stop()
})

const ask = (name: string, more: Partial<CaaQuestion> = {}): Promise<CaaVerdict> =>
  checkCaa(lookups, { name, purpose: 'tls', identities: ['ca.test'], failedLookup: 'baseline', ...more })

describe('for an authority that is not caatestsuite.com, the suite’s name', () => {
  test.each([
    ['empty.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['uppercase-deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['mixedcase-deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['big.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['critical1.basic.caatestsuite.com', 'caa.critical-unknown'],
    ['critical2.basic.caatestsuite.com', 'caa.critical-unknown'],
    ['sub1.deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['sub2.sub1.deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['*.deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['*.deny-wild.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['cname-deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['cname-cname-deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['sub1.cname-deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['dname-permit.deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['cname-permit-sub.deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['deny.permit.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['ipv6only.caatestsuite.com', 'caa.issuer-not-named'],
    ['xss.caatestsuite.com', 'caa.issuer-not-named'],
    ['auto-base-san.caatestsuite.com', 'caa.issuer-not-named'],
    ['www.auto-www-san.caatestsuite.com', 'caa.issuer-not-named']
  ])('%s blocks (%s)', async (name, rule) => {
    const verdict = await ask(name)
    expect(verdict).toMatchObject({ verdict: 'denied', rule, security: 'insecure' })
    expect(verdict.records.length).toBeGreaterThan(0)
  })

  test.each([
    ['permit.basic.caatestsuite.com', 'caa.unrestricted'],
    ['sub1.permit.basic.caatestsuite.com', 'caa.unrestricted'],
    ['deny-wild.basic.caatestsuite.com', 'caa.unrestricted'],
    ['sub.dname-permit.deny.basic.caatestsuite.com', 'caa.issuer-not-named'],
    ['cname-loop.basic.caatestsuite.com', 'caa.no-records'],
    ['www.auto-base-san.caatestsuite.com', 'caa.unrestricted'],
    ['auto-www-san.caatestsuite.com', 'caa.no-records'],
    ['caatestsuite.com', 'caa.no-records']
  ])('%s is decided by %s', async (name, rule) => {
    expect(await ask(name)).toMatchObject({ rule, verdict: rule === 'caa.issuer-not-named' ? 'denied' : 'allowed' })
  })

  test.concurrent.each(['expired', 'missing', 'refused', 'servfail', 'blackhole'])(
    '%s.caatestsuite-dnssec.com is never allowed, whatever exception is set',
    async (label) => {
      const verdict = await ask(`${label}.caatestsuite-dnssec.com`)
      expect(verdict.verdict).toBe('unknown')
      expect(verdict.rule).toBe(label === 'expired' || label === 'missing' ? 'caa.dnssec' : 'caa.lookup-failed')
    }
  )
})

test('the authority that the records name may issue', async () => {
  const identities = ['other.test', 'CAATestSuite.com']
  expect(await ask('sub1.deny.basic.caatestsuite.com', { identities })).toMatchObject({
    verdict: 'allowed',
    rule: 'caa.issuer-named',
    foundAt: 'deny.basic.caatestsuite.com.'
  })
})

test('a silent server of an unsigned zone is permission only under the exception of the BR, and only there', async () => {
  const [strict, baseline] = await Promise.all([ask('silent.com', { failedLookup: 'deny' }), ask('silent.com')])
  expect(strict).toMatchObject({ verdict: 'unknown', rule: 'caa.lookup-failed' })
  expect(baseline).toMatchObject({ verdict: 'allowed', rule: 'caa.lookup-failed-insecure' })
})
