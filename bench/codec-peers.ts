import { randomBytes, webcrypto, type KeyPairKeyObjectResult } from 'node:crypto'
import * as peculiar from '@peculiar/x509'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

/** The same end-entity certificate as issued by the libraries. */
export interface Peers {
  peculiarIssue(i: number): Promise<unknown>
  pkijsIssue(i: number): Promise<unknown>
}

const notBefore = new Date('2026-11-01T00:00:00Z')
const notAfter = new Date('2027-01-30T00:00:00Z')

/** Prepares keys and engines of the libraries. @param spki of the subject. */
export async function makePeers(issuer: KeyPairKeyObjectResult, spki: Uint8Array): Promise<Peers> {
  peculiar.cryptoProvider.set(webcrypto)
  pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto }))
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    issuer.privateKey.export({ format: 'der', type: 'pkcs8' }),
    algorithm,
    false,
    ['sign']
  )
  const publicKey = await webcrypto.subtle.importKey('spki', new Uint8Array(spki), algorithm, true, ['verify'])
  return {
    async peculiarIssue(i) {
      const host = `host-${i}.servers.example.com`
      const certificate = await peculiar.X509CertificateGenerator.create({
        serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
        subject: `O=Example Corp, CN=${host}`,
        issuer: 'O=Example, CN=Example Issuing CA 1',
        notBefore,
        notAfter,
        publicKey,
        signingKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [
          new peculiar.BasicConstraintsExtension(false, undefined, true),
          new peculiar.KeyUsagesExtension(peculiar.KeyUsageFlags.digitalSignature, true),
          new peculiar.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
          new peculiar.SubjectAlternativeNameExtension([
            { type: 'dns', value: host },
            { type: 'dns', value: `www.${host}` }
          ])
        ]
      })
      return certificate.rawData
    },
    async pkijsIssue(i) {
      const certificate = new pkijs.Certificate()
      certificate.version = 2
      certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array(randomBytes(15)).buffer })
      const cn = new pkijs.AttributeTypeAndValue({
        type: '2.5.4.3',
        value: new asn1js.Utf8String({ value: `host-${i}.servers.example.com` })
      })
      certificate.issuer.typesAndValues.push(cn)
      certificate.subject.typesAndValues.push(cn)
      certificate.notBefore.value = notBefore
      certificate.notAfter.value = notAfter
      await certificate.subjectPublicKeyInfo.importKey(publicKey)
      certificate.extensions = [
        new pkijs.Extension({ extnID: '2.5.29.15', critical: true, extnValue: new Uint8Array([3, 2, 7, 0x80]).buffer })
      ]
      await certificate.sign(signingKey, 'SHA-256')
      return certificate.toSchema(true).toBER(false)
    }
  }
}
