import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { assembleSigned, buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { subjectAltNameExtension } from '../../pki/extensions/alternative-names.ts'
import type { CheckResponse } from '../../pki/mpic/check-response.ts'
import type { DcvParameters } from '../../pki/mpic/dcv-parameters.ts'
import { nameFromText } from '../../pki/name.ts'
import { settableClock } from '../../world/clock.ts'
import { closedNet } from '../../world/closed-net.ts'
import type { HttpReply, Net } from '../../world/net.ts'
import type { AddressRule } from '../address-rule.ts'
import { systemLookup } from '../challenge.ts'
import { lookAsPerspective, type PerspectiveParts } from './perspective-look.ts'

const clock = settableClock(Date.UTC(2026, 10, 20, 12))
const noLookups = (): never => {
  throw new ChanceryError('not-ready', 'there is no resolver')
}

function look(
  dcv: DcvParameters,
  open: Partial<Net>,
  addresses: AddressRule = 'public',
  resolved = '192.0.33.8'
): Promise<CheckResponse> {
  const net = closedNet({ resolve: async (_name, family) => (family === 4 ? [resolved] : []), ...open })
  const parts: PerspectiveParts = {
    control: { lookups: noLookups, world: (rule) => ({ net, lookup: systemLookup(net), addresses: rule }) },
    clock,
    addresses,
    defaultDomains: []
  }
  const request = { check: { kind: 'dcv', dcv } as const, target: 'www.example.com', trace: null, orchestration: null }
  return lookAsPerspective(parts, request, new AbortController().signal)
}
const serves = (
  pages: Readonly<Record<string, Partial<Omit<HttpReply, 'body'>> & { readonly body?: string }>>
): Partial<Net> => ({
  http: async ({ url }) => {
    const page = pages[url]
    return {
      status: page?.status ?? (page === undefined ? 404 : 200),
      headers: page?.headers ?? {},
      body: Buffer.from(page?.body ?? '')
    }
  }
})
const http01: DcvParameters = { method: 'acme-http-01', token: 'redir', keyAuthorization: 'redir.th' }
const place = 'http://www.example.com/.well-known/acme-challenge/redir'

describe('a website as a perspective sees it', () => {
  test('after two redirects: where they led, the first address, the page in base64', async () => {
    const said = await look(
      http01,
      serves({
        [place]: { status: 302, headers: { location: '/final/redir2' } },
        'http://www.example.com/final/redir2': { status: 301, headers: { location: 'http://www.example.com/final/x' } },
        'http://www.example.com/final/x': { body: 'redir.th\n' }
      })
    )
    expect(said).toMatchObject({
      completed: true,
      passed: true,
      errors: [],
      timestampNs: BigInt(clock.now()) * 1_000_000n,
      details: {
        history: [
          { status: 302, url: 'http://www.example.com/final/redir2' },
          { status: 301, url: 'http://www.example.com/final/x' }
        ],
        url: place,
        status: 200,
        page: Buffer.from('redir.th\n').toString('base64')
      }
    })
  })

  test('another value is completed, not passed, and no error', async () => {
    const said = await look(http01, serves({ [place]: { body: 'REDIR.TH' } }))
    expect(said).toMatchObject({ completed: true, passed: false, errors: [] })
  })

  test.each([
    ['a page that is missing', {}, true, 'mpic_error:http'],
    [
      'another port',
      { [place]: { status: 302, headers: { location: 'http://www.example.com:8080/' } } },
      true,
      'mpic_error:http'
    ]
  ])('%s', async (_what, pages, completed, type) => {
    expect(await look(http01, serves(pages))).toMatchObject({ completed, passed: false, errors: [{ type }] })
  })

  test('a server that is not reached leaves the look incomplete', async () => {
    const refused: Partial<Net> = {
      http: async () => {
        throw new ChanceryError('io', 'connection refused')
      }
    }
    const said = await look(http01, refused)
    expect(said).toMatchObject({ completed: false, errors: [{ type: 'mpic_error:dcv_checker:lookup' }] })
  })

  test.each(['127.0.0.1', '10.1.2.3', '169.254.169.254'])('%s is not connected to', async (address) => {
    const said = await look(http01, serves({ [place]: { body: 'redir.th' } }), 'public', address)
    expect(said).toMatchObject({ completed: false, passed: false })
  })

  test('a change of the website holds the value; only what is needed of it is shown', async () => {
    const dcv: DcvParameters = { method: 'website-change', path: 'proof.txt', value: 'right', scheme: 'https' }
    const url = 'https://www.example.com/.well-known/pki-validation/proof.txt'
    const said = await look(dcv, serves({ [url]: { body: `right${'x'.repeat(500)}` } }))
    expect(said.passed).toBe(true)
    expect(Buffer.from(said.details.page ?? '', 'base64')).toHaveLength(100)
    expect((await look(dcv, serves({ [url]: { body: 'wrong' } }))).passed).toBe(false)
  })
})

test('a certificate of tls-alpn-01 is judged by the digest in hex', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const digest = createHash('sha256').update('token.thumbprint').digest()
  const subject = nameFromText('CN=challenge').der
  const tbs = buildTbsCertificate({
    serial: '01',
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: subject,
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Date.UTC(2027, 0, 1),
    subject,
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    extensions: [
      subjectAltNameExtension([{ kind: 'dns', value: 'www.example.com' }]),
      { oid: '1.3.6.1.5.5.7.1.31', critical: true, value: new Uint8Array([4, 32, ...digest]) }
    ]
  })
  const certificate = assembleSigned(tbs, 'ecdsa-sha256', new Uint8Array(sign('sha256', tbs, privateKey)))
  const open: Partial<Net> = { handshake: async () => ({ certificate, protocol: 'acme-tls/1', version: 'TLSv1.3' }) }
  const by = (hex: string): Promise<CheckResponse> => look({ method: 'acme-tls-alpn-01', digest: hex }, open)
  expect(await by(digest.toString('hex'))).toMatchObject({ completed: true, passed: true, errors: [] })
  expect(await by('00'.repeat(32))).toMatchObject({
    completed: true,
    passed: false,
    errors: [{ type: 'mpic_error:dcv_checker:tls_alpn:certificate' }]
  })
  expect(await by('not hex')).toMatchObject({ passed: false })
  const closed = await look({ method: 'acme-tls-alpn-01', digest: digest.toString('hex') }, {})
  expect(closed).toMatchObject({ completed: false, passed: false })
})
