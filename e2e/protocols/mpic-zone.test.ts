import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CheckResponse } from '../../src-main/pki/mpic/check-response.ts'
import type { DcvParameters } from '../../src-main/pki/mpic/dcv-parameters.ts'
import type { MpicCheck } from '../../src-main/pki/mpic/request.ts'
import { createControl } from '../../src-main/validation/control.ts'
import { lookAsPerspective, type PerspectiveParts } from '../../src-main/validation/mpic/perspective-look.ts'
import { systemClock } from '../../src-main/world/clock.ts'
import { nodeNet } from '../../src-main/world/node-net.ts'
import { systemRandom } from '../../src-main/world/random.ts'
import { freePort, saidBy, startServer, until, type Server } from '../world/programs.ts'

const zone = 'integration-testing.open-mpic.org'
let folder: string
let nsd: Server
let parts: PerspectiveParts

/** The zone of Open MPIC's integration tests, served by NSD; a root without other names ends the climb of CAA. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chancery-mpic-'))
  const port = await freePort()
  await writeFile(join(folder, 'zone.db'), await readFile(join(import.meta.dirname, '../fixtures/open-mpic/zone.db')))
  await writeFile(
    join(folder, 'root.db'),
    '$TTL 1\n. IN SOA ns. hostmaster. 1 3600 600 86400 1\n. IN NS ns.\nns. IN A 127.0.0.1\n'
  )
  const conf = join(folder, 'nsd.conf')
  await writeFile(
    conf,
    `server:
  ip-address: 127.0.0.1@${port}
  username: ""
  chroot: ""
  database: ""
  zonesdir: "${folder}"
  pidfile: "${folder}/nsd.pid"
  xfrdfile: "${folder}/nsd.xfrd"
  zonelistfile: "${folder}/nsd.list"
  xfrdir: "${folder}"
  server-count: 1
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: "."
  zonefile: "root.db"
zone:
  name: "${zone}"
  zonefile: "zone.db"
`
  )
  nsd = startServer('nsd', ['-d', '-c', conf], folder)
  await until(
    async () =>
      (await saidBy('dig', ['@127.0.0.1', '-p', String(port), '+tries=1', '+time=1', zone, 'SOA'], folder)).includes(
        'status: NOERROR'
      ),
    () => nsd.said()
  )
  const control = createControl({
    net: nodeNet,
    random: systemRandom,
    clock: systemClock,
    settings: () => ({
      dnsSource: 'given',
      dnsServers: [`127.0.0.1:${port}`],
      dnssec: 'off',
      dnsTrustAnchors: [],
      dnsUnsignedZones: []
    })
  })
  parts = { control, clock: systemClock, addresses: 'public', defaultDomains: [] }
})
afterAll(async () => {
  await nsd.stop()
  await rm(folder, { recursive: true, force: true })
})

const look = (label: string, check: MpicCheck): Promise<CheckResponse> =>
  lookAsPerspective(
    parts,
    { target: label === '' ? zone : `${label}.${zone}`, check, trace: null, orchestration: null },
    new AbortController().signal
  )
const digest = '7FwkJPsKf-TH54wu4eiIFA3nhzYaevsL7953ihy-tpo'
const acme: DcvParameters = { method: 'acme-dns-01', digest }
const change = (recordType: 'TXT' | 'CNAME' | 'CAA'): DcvParameters => ({
  method: 'dns-change',
  recordType,
  prefix: '',
  value: '1234567890abcdefg.',
  exact: recordType === 'TXT'
})
const contact = (method: Extract<DcvParameters['method'], `contact-${string}`>, value: string): DcvParameters => ({
  method,
  value
})
const mail = (value: string): DcvParameters => contact('contact-email-txt', value)
const mailCaa = contact('contact-email-caa', 'caa.contactemail@example.com')
const phone = contact('contact-phone-txt', '+1-123-456-7890')
const phoneCaa = contact('contact-phone-caa', '+1-123-456-7890')

/** Every sample of the zone, with what an exact comparison (RFC 8555 8.4, BR 3.2.2.4) makes of it. */
test.each<[label: string, dcv: DcvParameters, passes: boolean]>([
  ['dns-01', acme, true],
  ['dns-01-multi', acme, true],
  ['dns-01-cname', acme, true],
  ['dns-01-cname-multi', acme, true],
  ['dns-01-leading-whitespace', acme, false],
  ['dns-01-trailing-whitespace', acme, false],
  ['*.dns-01', acme, true],
  ['nothing-here', acme, false],
  ['dns-change-txt', change('TXT'), true],
  ['dns-change-cname', change('CNAME'), true],
  ['dns-change-caa', change('CAA'), true],
  ['dns-change-caa', change('TXT'), false],
  ['dns-email-txt', mail('testadmin.email.txt@example.com'), true],
  ['dns-email-txt', mail('Testadmin.email.txt@example.com'), false],
  ['dns-email-txt-cname', mail('testadmin.cname.target@example.com'), true],
  ['dns-email-txt-whitespace', mail('testadmin.email.txt.whitespace@example.com'), false],
  ['dns-email-txt-null-char', mail('testadmin.email.txt.null.char@example.com'), false],
  ['dns-email-txt-junk', mail('testadmin.email.txt.junk@example.com'), false],
  ['dns-phone-txt', phone, true],
  ['dns-phone-cname-txt', phone, true],
  ['dns-phone-txt-whitespace', phone, false],
  ['contact-email-caa', mailCaa, true],
  ['contact-email-caa-critical', mailCaa, true],
  ['sub.contact-email-caa', mailCaa, true],
  ['contact-email-caa-cname', mailCaa, true],
  ['contact-email-caa-multi', contact('contact-email-caa', 'caa1.contactemail@example.com'), true],
  ['contact-email-caa-multi', contact('contact-email-caa', 'caa2.contactemail@example.com'), true],
  ['contact-email-caa-whitespace', mailCaa, false],
  ['contact-email-caa-null', mailCaa, false],
  ['contact-email-no-record-set', mailCaa, false],
  ['contact-phone-caa', phoneCaa, true],
  ['contact-phone-caa-multi', phoneCaa, true],
  ['contact-phone-caa-critical', phoneCaa, true],
  ['contact-phone-caa-whitespace', phoneCaa, false]
])('%s by %j passes: %s', async (label, dcv, passes) => {
  const said = await look(label, { kind: 'dcv', dcv })
  expect({ completed: said.completed, passed: said.passed }).toEqual({ completed: true, passed: passes })
  if (said.details.records === null) expect(said.errors[0]?.type).toBe('mpic_error:dcv_checker:lookup')
  else expect(said.errors).toEqual([])
})

test('a look tells the aliases that it followed, and what stood at the end', async () => {
  const said = await look('dns-01-cname-multi', { kind: 'dcv', dcv: acme })
  expect(said.details).toMatchObject({
    records: [digest],
    responseCode: 0,
    adFlag: false,
    foundAt: `_acme-challenge.dns-01-cname-multi.${zone}`,
    aliases: ['dns-01-cname-target-1', 'dns-01-cname-target-2', 'dns-01-cname-target-3', 'dns-01-cname-landing'].map(
      (label) => `${label}.${zone}`
    )
  })
})

const caa = (certificateType: 'tls-server' | 's-mime', ...domains: string[]): MpicCheck => ({
  kind: 'caa',
  certificateType,
  domains
})

test.each<[label: string, check: MpicCheck, passes: boolean]>([
  ['smime-standard', caa('s-mime', 'example-ca.example.com'), true],
  ['smime-standard', caa('s-mime', 'another.example.com'), false],
  ['smime-standard', caa('tls-server', 'another.example.com'), true],
  ['smime-with-issue', caa('s-mime', 'example-ca2.example.com'), true],
  ['smime-with-issue', caa('s-mime', 'example-ca1.example.com'), false],
  ['smime-with-issue', caa('tls-server', 'example-ca1.example.com'), true],
  ['smime-with-issue', caa('tls-server', 'example-ca2.example.com'), false],
  // No records up to the root.
  ['www', caa('tls-server', 'any.example.com'), true],
  // The contact properties are understood, critical or not (BR A.1); the unknown dnschange is not critical.
  ['contact-email-caa-critical', caa('tls-server', 'any.example.com'), true],
  ['dns-change-caa', caa('tls-server', 'any.example.com'), true]
])('CAA of %s for %j passes: %s', async (label, check, passes) => {
  const said = await look(label, check)
  expect({ completed: said.completed, passed: said.passed, errors: said.errors }).toEqual({
    completed: true,
    passed: passes,
    errors: []
  })
})

test('CAA without any name of an authority is refused', async () => {
  await expect(look('www', caa('tls-server'))).rejects.toThrow(/caa_domains is empty/)
})

test('a name server that does not answer leaves the look incomplete', async () => {
  const dead = createControl({
    net: nodeNet,
    random: systemRandom,
    clock: systemClock,
    settings: () => ({
      dnsSource: 'given',
      dnsServers: ['127.0.0.1:9'],
      dnssec: 'off',
      dnsTrustAnchors: [],
      dnsUnsignedZones: []
    })
  })
  const said = await lookAsPerspective(
    { ...parts, control: dead },
    { target: zone, check: caa('tls-server', 'ca.test'), trace: null, orchestration: null },
    new AbortController().signal
  )
  expect(said).toMatchObject({ completed: false, passed: false, errors: [{ type: 'mpic_error:caa_checker:lookup' }] })
})
