import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCsr } from '../../pki/csr.ts'
import { scepCsr, scepDevice } from '../../testing/scep-client.ts'
import { maskBody, maskExchange } from './mask.ts'
import { maskOctets } from './mask-octets.ts'
import type { RawExchange } from './raw-exchange.ts'

const device = scepDevice('CN=device')
const csrWith = (challenge: string): Uint8Array => scepCsr(device, { subject: 'CN=device', challenge })
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe('a challenge password', () => {
  test('is overwritten in a request, which still parses', () => {
    const { bytes, masked } = maskOctets(csrWith('red-herring-7'))
    expect(masked).toEqual(['challengePassword'])
    expect(text(bytes)).not.toContain('red-herring-7')
    expect(parseCsr(bytes).subject.text).toBe('CN=device')
  })

  test('is overwritten in base64, in PEM and within the payload of a JWS', () => {
    const base64 = Buffer.from(csrWith('red-herring-7')).toString('base64')
    const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE REQUEST-----\n`
    const payload = JSON.stringify({ csr: Buffer.from(base64, 'base64').toString('base64url') })
    const jws = JSON.stringify({
      protected: 'e30',
      payload: Buffer.from(payload).toString('base64url'),
      signature: 'AA'
    })
    for (const body of [base64, pem]) {
      const { bytes, masked } = maskBody(Buffer.from(body))
      expect(masked).toEqual(['challengePassword'])
      expect(Buffer.from(text(bytes), 'base64').toString('latin1')).not.toContain('red-herring-7')
    }
    const { bytes } = maskBody(Buffer.from(jws))
    const { payload: kept } = JSON.parse(text(bytes)) as { payload: string }
    const { csr } = JSON.parse(Buffer.from(kept, 'base64url').toString()) as { csr: string }
    expect(Buffer.from(csr, 'base64url').toString('latin1')).not.toContain('red-herring-7')
  })

  test('is overwritten in whatever length it has, and where the message is cut off after it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{8,60}$/), fc.nat(400), (secret, cut) => {
        const csr = csrWith(`q${secret}`)
        const { bytes } = maskOctets(csr.subarray(0, csr.length - cut))
        expect(text(bytes)).not.toContain(`q${secret}`)
      }),
      { seed: 26, numRuns: 60 }
    )
  })
})

describe('headers and addresses', () => {
  const raw: RawExchange = {
    at: 0,
    milliseconds: 1,
    method: 'GET',
    url: '/scep/gate?operation=GetCACert&password=red-herring-7&message=ca',
    secure: false,
    peer: '127.0.0.1',
    clientCertificate: null,
    requestHeaders: [
      { name: 'Host', value: 'ca.example.test' },
      { name: 'Authorization', value: 'Basic cmVkOmhlcnJpbmc=' },
      { name: 'Cookie', value: 'session=red-herring-7' }
    ],
    requestBody: new Uint8Array(),
    requestBytes: 0,
    status: 200,
    answerHeaders: [{ name: 'Content-Type', value: 'text/html' }],
    answerBody: Buffer.from('The enrollment challenge password is: <B> 0123456789ABCDEF </B>'),
    answerBytes: 10,
    notes: []
  }

  test('keep the scheme and lose the secret', () => {
    const kept = maskExchange(raw, { protocol: 'scep', service: 'gate', operation: 'GetCACert' })
    expect(kept.requestHeaders.map(({ value }) => value)).toEqual(['ca.example.test', 'Basic (masked)', '(masked)'])
    expect(kept.url).toBe('/scep/gate?operation=GetCACert&password=(masked)&message=ca')
    expect(kept.requestMasked).toEqual(['password', 'Authorization', 'Cookie'])
  })

  test('the page that shows a one-time secret is not kept', () => {
    const kept = maskExchange(raw, { protocol: 'scep', service: 'gate', operation: 'mscep_admin' })
    expect([text(kept.answerBody), kept.answerMasked]).toEqual(['(masked)', ['challenge password']])
  })

  test('a private key that EST sends is not kept, one that is encrypted stays', () => {
    const part = (type: string, body: string): string => `--b\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`
    const answer = (type: string): RawExchange => ({
      ...raw,
      answerHeaders: [{ name: 'content-type', value: 'multipart/mixed; boundary=b' }],
      answerBody: Buffer.from(`${part(type, 'AAAAKEY')}${part('application/pkcs7-mime', 'CERT')}--b--\r\n`)
    })
    const place = { protocol: 'est', service: 'office', operation: 'serverkeygen' } as const
    const plain = maskExchange(answer('application/pkcs8'), place)
    expect(text(plain.answerBody)).not.toContain('AAAAKEY')
    expect([text(plain.answerBody).includes('CERT'), plain.answerMasked]).toEqual([true, ['private key']])
    const sealed = maskExchange(answer('application/pkcs7-mime; smime-type=server-generated-key'), place)
    expect([text(sealed.answerBody).includes('AAAAKEY'), sealed.answerMasked]).toEqual([true, []])
  })
})
