import { afterEach, describe, expect, it } from 'vitest'
import { getAuthority } from '../../store/authorities.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { writePem } from '../../pki/pem.ts'
import { starterNames, type ProfileContent, type StarterName } from '../../../src-shared/model/profile.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import { makeCsr, makeEngine, makeProfile, type TestEngine } from '../../testing/engine.ts'
import { opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { generateKeyPairSync } from 'node:crypto'
import { starterContent } from '../profile/starters.ts'
import { issue } from './issue.ts'

let engine: TestEngine | undefined
let folder: OpensslFolder | undefined
afterEach(async () => {
  await engine?.close()
  folder?.remove()
  engine = folder = undefined
})

function authorityPem(current: TestEngine, id: number): string {
  const row = getAuthority(reader(current.store), id)
  return writePem('CERTIFICATE', getCertificateDer(reader(current.store), row?.certificateId ?? 0) ?? new Uint8Array())
}

const asked: Partial<Record<StarterName, AskedContent>> = {
  smime: { alternativeNames: [{ type: 'email', value: 'bob@example.test' }] },
  'smart-card-logon': {
    subject: [{ type: 'CN', value: 'Bob' }],
    alternativeNames: [
      { type: 'upn', value: 'bob@corp.example.test' },
      { type: 'sid', value: 'S-1-5-21-1004336348-1177238915-682003330-512' }
    ]
  },
  'code-signing': {
    subject: [
      { type: 'CN', value: 'Example' },
      { type: 'O', value: 'Example' }
    ]
  },
  'subordinate-ca': {
    subject: [
      { type: 'CN', value: 'Sub' },
      { type: 'O', value: 'Example' }
    ]
  },
  'ocsp-responder': { subject: [{ type: 'CN', value: 'Responder' }] },
  'time-stamp-authority': { subject: [{ type: 'CN', value: 'Clock' }] },
  'document-signing': { subject: [{ type: 'CN', value: 'Bob' }] }
}
const purposes: Partial<Record<StarterName, string>> = {
  'tls-server': 'sslserver',
  'tls-client': 'sslclient',
  'tls-server-client': 'sslserver',
  smime: 'smimesign',
  'time-stamp-authority': 'timestampsign'
}

describe('OpenSSL', () => {
  it.each(['P-256', 'RSA-2048', 'Ed25519', 'P-521'] as const)(
    'verifies the chain and reads the extensions of an authority with a %s key',
    async (keyAlgorithm) => {
      const current = (engine = await makeEngine({ keyAlgorithm }))
      const work = (folder = opensslFolder())
      const outcome = await issue(current.ca, current.request())
      if (outcome.kind !== 'issued') throw new Error(outcome.kind)
      work.write('root.pem', authorityPem(current, current.rootId))
      work.write('issuing.pem', authorityPem(current, current.issuingId))
      work.write('leaf.pem', writePem('CERTIFICATE', outcome.der))
      expect(
        work.run(
          'verify',
          '-x509_strict',
          '-attime',
          String(current.clock.now() / 1000),
          '-CAfile',
          'root.pem',
          '-untrusted',
          'issuing.pem',
          'leaf.pem'
        )
      ).toContain('leaf.pem: OK')
      const text = work.run('x509', '-in', 'leaf.pem', '-noout', '-text')
      expect(text).toContain('DNS:www.example.test')
      expect(text).toContain('TLS Web Server Authentication')
      expect(text).toContain('URI:http://pki.example.test/crl/issuing.crl')
      expect(text).toContain('CA Issuers - URI:http://pki.example.test/aia/issuing.cer')
      expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/)
    }
  )
})

describe('every starter', () => {
  it.each(starterNames)('%s gives a certificate that passes the lint and OpenSSL', async (name) => {
    const current = (engine = await makeEngine())
    const work = (folder = opensslFolder())
    const content: ProfileContent = { ...starterContent(name), approval: 'auto' }
    const profileId = await makeProfile(current.ca, name, content, current.issuingId)
    const key = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const fields = asked[name]
    const request = current.request({ profileId, ...(fields === undefined ? {} : { asked: fields }) }, makeCsr({ key }))
    const outcome = await issue(current.ca, request)
    if (outcome.kind !== 'issued') throw new Error(outcome.kind)
    work.write('root.pem', authorityPem(current, current.rootId))
    work.write('issuing.pem', authorityPem(current, current.issuingId))
    work.write('leaf.pem', writePem('CERTIFICATE', outcome.der))
    const purpose = purposes[name]
    const verified = work.run(
      'verify',
      '-x509_strict',
      ...(purpose === undefined ? [] : ['-purpose', purpose]),
      '-attime',
      String(current.clock.now() / 1000),
      '-CAfile',
      'root.pem',
      '-untrusted',
      'issuing.pem',
      'leaf.pem'
    )
    expect(verified).toContain('leaf.pem: OK')
  })
})
