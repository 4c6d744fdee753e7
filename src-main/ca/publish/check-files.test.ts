import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { certifiedKey } from '../../testing/certified-key.ts'
import { assembleCrl, buildTbsCrl } from '../../pki/crl-builder.ts'
import { crlNumberExtension, deltaCrlIndicatorExtension } from '../../pki/extensions/crl.ts'
import type { Extension } from '../../pki/model.ts'
import { wrongCrl } from './check-files.ts'

const now = Date.now()
const hour = 3_600_000
const issuer = certifiedKey({ subject: 'CN=Issuing' })

function crl(...extensions: readonly Extension[]): Uint8Array {
  const { signatureAlgorithm, certificate, key } = issuer
  const tbs = buildTbsCrl(
    {
      signatureAlgorithm,
      issuer: certificate.subject.der,
      thisUpdate: now - hour,
      nextUpdate: now + hour,
      extensions: [crlNumberExtension('07'), ...extensions]
    },
    []
  )
  return assembleCrl(tbs, signatureAlgorithm, key.sign(tbs, signatureAlgorithm))
}

test('a delta at the address of the complete CRL is wrong, though it has its number and its signature', () => {
  const complete = crl()
  const latest = { number: '07', sha256: hash('sha256', complete, 'hex') }
  const headers = { 'content-type': 'application/pkix-crl' }
  const judged = (body: Uint8Array) => wrongCrl({ status: 200, headers, body }, issuer.certificate, latest, now)
  expect(judged(complete)).toMatchObject({ wrong: false })
  expect(judged(crl(deltaCrlIndicatorExtension('06')))).toMatchObject({
    wrong: true,
    message: expect.stringContaining('another CRL')
  })
})
