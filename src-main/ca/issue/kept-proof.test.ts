import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseCsr } from '../../pki/csr.ts'
import { crmfControls, encodeCertReqMsg, encodeCertRequest, encodeTemplate, parseCertReqMsg } from '../../pki/crmf.ts'
import { signatureAlgorithmDer } from '../../pki/algorithm-identifier.ts'
import { SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { nameFromText } from '../../pki/name.ts'
import { scepCsr, scepDevice } from '../../testing/scep-client.ts'
import { crmfToKeep, csrToKeep } from './kept-proof.ts'

const device = scepDevice('CN=device')
const challengePassword = Buffer.from('06092a864886f70d010907', 'hex')

test('a CSR without a challenge password is kept as it came', () => {
  const der = scepCsr(device, { subject: 'CN=device' })
  expect(csrToKeep(der)).toEqual({ der, secretTakenOut: false })
  expect(csrToKeep(der).der).toBe(der)
})

test('a challenge password is overwritten and nothing else of the CSR, whose own bytes stay as they are', () => {
  const der = scepCsr(device, { subject: 'CN=device', challenge: 'pässword-ß' })
  const before = Buffer.from(der)
  const kept = csrToKeep(der)
  expect(Buffer.from(der).equals(before)).toBe(true)
  expect(kept.secretTakenOut).toBe(true)
  const length = Buffer.byteLength('pässword-ß')
  const at = before.indexOf(Buffer.from('pässword-ß'))
  expect(
    Buffer.from(kept.der).equals(
      Buffer.concat([before.subarray(0, at), Buffer.alloc(length, 'X'), before.subarray(at + length)])
    )
  ).toBe(true)
})

test('the identifier of the attribute within a name overwrites nothing', () => {
  const der = scepCsr(device, {
    subject: 'CN=device',
    names: [{ kind: 'other', oid: '1.2.840.113549.1.9.7', value: '0c03616263' }]
  })
  expect(Buffer.from(der).includes(challengePassword)).toBe(true)
  expect(csrToKeep(der).der).toBe(der)
  expect(parseCsr(der).challengePassword).toBeNull()
})

test('registration token, authenticator and registration information of a CertReqMsg are overwritten', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const text = (value: string): Uint8Array => new DerWriter(64).octets(Buffer.from(value)).finish()
  const request = encodeCertRequest({
    template: encodeTemplate({
      subject: nameFromText('CN=plc').der,
      publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
    }),
    controls: [
      { oid: crmfControls.regToken, value: text('token-of-plc') },
      { oid: crmfControls.authenticator, value: text('maiden name') },
      { oid: '1.2.3.4', value: text('stays') }
    ]
  })
  const proof = {
    algorithm: signatureAlgorithmDer('ecdsa-sha256'),
    signature: new Uint8Array(sign('sha256', request, privateKey))
  }
  const message = encodeCertReqMsg(request, proof)
  const inner = Buffer.from(parseCertReqMsg(message).der).subarray(4)
  const pairs = new DerWriter(64)
    .begin(SEQUENCE)
    .begin(SEQUENCE)
    .oid(crmfControls.utf8Pairs)
    .raw(text('pass?word%'))
    .end()
    .end()
    .finish()
  const der = new DerWriter(512).begin(SEQUENCE).raw(inner).raw(pairs).end().finish()
  const kept = crmfToKeep(der)
  expect(kept.secretTakenOut).toBe(true)
  const read = parseCertReqMsg(kept.der)
  const said = [...read.controls, ...read.registration].map(({ value }) => Buffer.from(value.subarray(2)).toString())
  expect(said).toEqual(['X'.repeat(12), 'X'.repeat(11), 'stays', 'X'.repeat(10)])
  expect(read.template.der).toEqual(parseCertReqMsg(der).template.der)
  expect(crmfToKeep(encodeCertReqMsg(encodeCertRequest({ template: read.template.der }), proof)).secretTakenOut).toBe(
    false
  )
})
