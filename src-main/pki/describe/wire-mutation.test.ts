import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { WireProtocol } from '../../../src-shared/model/wire.ts'
import { scepCsr, scepDevice, scepMessage } from '../../testing/scep-client.ts'
import { mutate, random } from '../../testing/mutations.ts'
import { assemblePkiMessage, csrBody, protectedPartOf } from '../cmp.ts'
import { encodeGeneralName } from '../general-name.ts'
import { assembleOcspRequest, buildTbsOcspRequest, encodeCertId, ocspErrorResponse } from '../ocsp.ts'
import { buildTimeStampRequest, rejectedResponse } from '../tsp.ts'
import { bodySteps, type WireBody } from './wire-body.ts'
import { operationIn, verdictOf } from './wire-verdict.ts'

const device = scepDevice('CN=device')
const csr = scepCsr(device, { subject: 'CN=device', challenge: 'secret' })
const directory = encodeGeneralName({ kind: 'directory', value: [] })
const header: Parameters<typeof protectedPartOf>[0] = {
  version: 2,
  sender: directory,
  recipient: directory,
  time: Date.UTC(2026, 10, 20),
  protection: null,
  senderKeyId: null,
  transactionId: new Uint8Array(16),
  senderNonce: new Uint8Array(16),
  recipientNonce: null,
  info: []
}
const hashes = { name: new Uint8Array(20), key: new Uint8Array(20) }
const jws = JSON.stringify({
  protected: Buffer.from('{"alg":"ES256","kid":"x","nonce":"y","url":"z"}').toString('base64url'),
  payload: Buffer.from(JSON.stringify({ csr: Buffer.from(csr).toString('base64url') })).toString('base64url'),
  signature: 'AAAA'
})

/** A message of each protocol with the media type that it travels under. */
const samples: readonly (readonly [WireProtocol, WireBody['side'], string, Uint8Array])[] = [
  ['scep', 'request', 'application/x-pki-message', scepMessage('PKCSReq', device, device.certificate, csr)],
  ['cmp', 'request', 'application/pkixcmp', assemblePkiMessage(protectedPartOf(header, csrBody(csr)), null, [])],
  ['est', 'request', 'application/pkcs10', Buffer.from(Buffer.from(csr).toString('base64'))],
  ['acme', 'request', 'application/jose+json', Buffer.from(jws)],
  [
    'ocsp',
    'request',
    'application/ocsp-request',
    assembleOcspRequest(
      buildTbsOcspRequest({
        certIds: [encodeCertId('sha1', { nameHash: hashes.name, keyHash: hashes.key }, '05')]
      })
    )
  ],
  ['ocsp', 'answer', 'application/ocsp-response', ocspErrorResponse('tryLater')],
  [
    'tsa',
    'request',
    'application/timestamp-query',
    buildTimeStampRequest({ hash: 'sha256', hashed: createHash('sha256').digest(), certificateWanted: true })
  ],
  ['tsa', 'answer', 'application/timestamp-reply', rejectedResponse('badAlg', 'no')]
]

const bodyOf = ([protocol, side, type, body]: (typeof samples)[number], changed = body): WireBody => ({
  protocol,
  side,
  method: 'POST',
  url: '/x',
  status: side === 'answer' ? 200 : null,
  type,
  fullType: type,
  body: changed,
  masked: false,
  keys: () => null,
  known: []
})

test.each(samples)('a good message of %s (%s) is taken apart without a layer that cannot be read', (...sample) => {
  const steps = bodySteps(bodyOf(sample))
  expect(steps.length).toBeGreaterThan(0)
  if (sample[1] === 'request') expect(steps.map(({ outcome }) => outcome)).not.toContain('failed')
})

test('the challenge password of a request is named and never shown', () => {
  const shown = JSON.stringify(
    bodySteps(bodyOf(samples[3]!)).map(({ lines }) => lines.filter(({ label }) => label !== 'csr'))
  )
  expect(shown).toContain('1.2.840.113549.1.9.7')
  expect(shown).not.toContain('secret')
})

test('ten thousand altered messages are taken apart as far as they go, and none throws', () => {
  let seen = 0
  for (const [index, sample] of samples.entries()) {
    const next = random(0x5eed + index)
    for (let left = 1250; left > 0; left--) {
      const body = bodyOf(sample, mutate(sample[3], next))
      bodySteps(body)
      verdictOf(body)
      operationIn(body)
      seen += 1
    }
  }
  expect(seen).toBe(10_000)
}, 60_000)
