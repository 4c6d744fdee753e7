import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import { assembleSigned, buildTbsCertificate } from '../pki/certificate-builder.ts'
import { subjectAltNameExtension } from '../pki/extensions/alternative-names.ts'
import type { Extension } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { writePem } from '../pki/pem.ts'
import { closedNet } from '../world/closed-net.ts'
import { nodeNet } from '../world/node-net.ts'
import { whyNotAddress } from './address-rule.ts'
import { systemLookup, type ValidationReport, type ValidationWorld } from './challenge.ts'
import { reverseName, validateTlsAlpn01 } from './tls-alpn-01.ts'

const keyAuthorization = 'token.thumbprint'
let server: Server | undefined
afterEach(() => void server?.close())

interface Shown {
  readonly names?: readonly GeneralName[]
  readonly extension?: Extension | null
  readonly protocols?: readonly string[]
  readonly foreign?: boolean
}

const identifier = (text: string, critical = true): Extension => ({
  oid: '1.3.6.1.5.5.7.1.31',
  critical,
  value: new Uint8Array([4, 32, ...createHash('sha256').update(text).digest()])
})

/** A real TLS server with a certificate of our making; its port stands in for 443. */
async function validate(
  shown: Shown,
  proven: { type: 'dns' | 'ip'; value: string } = { type: 'dns', value: 'www.example.test' }
): Promise<ValidationReport & { readonly serverNames: readonly string[] }> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = nameFromText('CN=challenge').der
  const extension = shown.extension === undefined ? identifier(keyAuthorization) : shown.extension
  const tbs = buildTbsCertificate({
    serial: '01',
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: shown.foreign === true ? nameFromText('CN=somebody').der : subject,
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Date.UTC(2027, 0, 1),
    subject,
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    extensions: [
      subjectAltNameExtension([...(shown.names ?? [{ kind: 'dns', value: 'www.example.test' }])]),
      ...(extension === null ? [] : [extension])
    ]
  })
  const der = assembleSigned(tbs, 'ecdsa-sha256', new Uint8Array(sign('sha256', tbs, privateKey)))
  const serverNames: string[] = []
  server = createServer({
    cert: writePem('CERTIFICATE', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ALPNCallback: ({ servername, protocols }) => {
      serverNames.push(servername)
      return (shown.protocols ?? ['acme-tls/1']).find((one) => protocols.includes(one))
    }
  })
  server.on('tlsClientError', () => undefined)
  const port = await new Promise<number>((resolve) => {
    server?.listen(0, '127.0.0.1', () => {
      const address = server?.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const net = closedNet({
    resolve: async (_name, family) => (family === 4 ? ['127.0.0.1'] : []),
    handshake: (request) =>
      nodeNet.handshake({ ...request, address: '127.0.0.1', port: request.port === 443 ? port : request.port })
  })
  const world: ValidationWorld = { net, lookup: systemLookup(net), addresses: 'any' }
  const said = await validateTlsAlpn01(world, { identifier: proven, keyAuthorization }, new AbortController().signal)
  return { ...said, serverNames }
}

describe('tls-alpn-01', () => {
  test('takes the certificate of RFC 8737 3 and keeps it as evidence', async () => {
    const said = await validate({})
    expect([said.outcome, said.summary]).toEqual([
      'verified',
      'www.example.test port 443 showed the expected certificate over acme-tls/1.'
    ])
    expect(said.seen?.length).toBeGreaterThan(200)
  })

  test('asks an address under its reverse name (RFC 8738 6)', async () => {
    const said = await validate({ names: [{ kind: 'ip', value: '192.0.2.7' }] }, { type: 'ip', value: '192.0.2.7' })
    expect([said.outcome, said.serverNames]).toEqual(['verified', ['7.2.0.192.in-addr.arpa']])
    expect(reverseName('2001:db8::1')).toBe(`1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`)
  })

  test.each<[string, Shown, RegExp]>([
    [
      'two names',
      {
        names: [
          { kind: 'dns', value: 'www.example.test' },
          { kind: 'dns', value: 'b.example.test' }
        ]
      },
      /not for www\.example\.test alone/
    ],
    ['another name', { names: [{ kind: 'dns', value: 'b.example.test' }] }, /not for www\.example\.test alone/],
    ['no acmeIdentifier', { extension: null }, /no acmeIdentifier/],
    ['one that is not critical', { extension: identifier(keyAuthorization, false) }, /not critical/],
    ['another digest', { extension: identifier('other') }, /holds the digest/],
    ['an issuer that is not itself', { foreign: true }, /not self-signed/]
  ])('refuses a certificate with %s', async (_what, shown, why) => {
    const said = await validate(shown)
    expect([said.outcome, said.failure]).toEqual(['failed', 'unauthorized'])
    expect(said.summary).toMatch(why)
  })

  test('refuses a server that does not speak acme-tls/1', async () => {
    const said = await validate({ protocols: ['http/1.1'] })
    expect(said.outcome).toBe('failed')
  })
})

test.each([
  ['8.8.8.8', 'public', true],
  ['10.1.2.3', 'public', false],
  ['10.1.2.3', 'private', true],
  ['fd00::1', 'private', true],
  ['127.0.0.1', 'private', false],
  ['::1', 'private', false],
  ['::ffff:127.0.0.1', 'private', false],
  ['169.254.169.254', 'private', false],
  ['0.0.0.0', 'private', false],
  ['224.0.0.1', 'private', false],
  ['2001:4860:4860::8888', 'public', true],
  ['::7f00:1', 'private', false],
  ['4000::1', 'public', false],
  ['100.64.0.1', 'private', true],
  ['100.100.100.200', 'private', false],
  ['fd00:ec2::254', 'private', false],
  ['fd00:0ec2:0::254', 'private', false],
  ['168.63.129.16', 'public', false],
  ['::ffff:168.63.129.16', 'private', false],
  ['168.63.129.16', 'any', true],
  ['127.0.0.1', 'any', true]
] as const)('the address %s under the rule %s may be connected to: %s', (address, rule, allowed) => {
  expect(whyNotAddress(address, rule) === null).toBe(allowed)
})
