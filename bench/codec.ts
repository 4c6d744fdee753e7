/**
 * The hot codecs beside their peers, in one run: build and sign, parse, request parse and verify, a CRL of a million
 * entries (in a process of its own, for its memory). Run: `node bench/codec.ts` under Node 24. Rates are per CPU second;
 * figures drift between machines and hours, the ratios to the bare signature and to the peers are the result.
 */
import 'reflect-metadata'
import { execFileSync } from 'node:child_process'
import {
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  webcrypto,
  X509Certificate
} from 'node:crypto'
import * as peculiar from '@peculiar/x509'
import * as pkijs from 'pkijs'
import { assembleSigned, buildTbsCertificate } from '../src-main/pki/certificate-builder.ts'
import { parseCertificate } from '../src-main/pki/certificate.ts'
import { buildCsrInfo } from '../src-main/pki/csr-builder.ts'
import { parseCsr, verifyCsr } from '../src-main/pki/csr.ts'
import { accessMethods, authorityInfoAccessExtension } from '../src-main/pki/extensions/access.ts'
import { subjectAltNameExtension } from '../src-main/pki/extensions/alternative-names.ts'
import { basicConstraintsExtension } from '../src-main/pki/extensions/basic-constraints.ts'
import { decodeExtension } from '../src-main/pki/extensions/decode.ts'
import { crlDistributionPointsExtension, pointAt } from '../src-main/pki/extensions/distribution-points.ts'
import {
  authorityKeyIdentifierExtension,
  subjectKeyIdentifierExtension
} from '../src-main/pki/extensions/key-identifiers.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../src-main/pki/extensions/key-usage.ts'
import { certificatePoliciesExtension } from '../src-main/pki/extensions/policies.ts'
import { nameFromText, nameFromValue } from '../src-main/pki/name.ts'
import { keyIdSha1, parsePublicKeyInfo } from '../src-main/pki/spki.ts'
import { goFigures, makePeers } from './codec-peers.ts'
import { printTable, rate, rateAsync } from './rate.ts'

const rows: (readonly [string, string, string])[] = []
const whole = (value: number): string => Math.round(value).toLocaleString('en')
const row = (label: string, figure: string, remark = ''): void => void rows.push([label, figure, remark])

const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const issuerName = nameFromText('O=Example,CN=Example Issuing CA 1').der
const issuerKeyId = keyIdSha1(parsePublicKeyInfo(spkiOf(issuer.publicKey)))
const subjects = Array.from({ length: 64 }, () => spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey))
const notBefore = Date.UTC(2026, 10, 1)
const notAfter = Date.UTC(2027, 0, 30)

function spkiOf(key: ReturnType<typeof createPublicKey>): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }))
}

let pool = Buffer.alloc(0)
let taken = 0
function serial(): string {
  if (taken + 16 > pool.length) [pool, taken] = [randomBytes(4096), 0]
  const bytes = pool.subarray(taken, (taken += 16))
  bytes[0] = (bytes[0]! & 0x3f) | 0x40
  return bytes.toString('hex')
}

/** Every field and extension is encoded for each certificate: nothing is kept from one to the next. */
function tbs(i: number): Uint8Array {
  const host = `host-${i}.servers.example.com`
  const publicKey = subjects[i % subjects.length]!
  return buildTbsCertificate({
    serial: serial(),
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: issuerName,
    subject: nameFromValue([[{ oid: '2.5.4.10', value: 'Example Corp' }], [{ oid: '2.5.4.3', value: host }]]).der,
    notBefore,
    notAfter,
    publicKey,
    extensions: [
      basicConstraintsExtension({ ca: false, pathLength: null }),
      keyUsageExtension(['digitalSignature']),
      extKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
      authorityKeyIdentifierExtension({ keyId: issuerKeyId, issuer: [], serial: null }),
      authorityInfoAccessExtension([
        { method: accessMethods.ocsp, location: { kind: 'uri', value: 'http://ocsp.ca.example/' } },
        { method: accessMethods.caIssuers, location: { kind: 'uri', value: 'http://ca.example/issuing-1.crt' } }
      ]),
      crlDistributionPointsExtension([pointAt(['http://ca.example/issuing-1.crl'])]),
      certificatePoliciesExtension([{ oid: '2.23.140.1.2.1', qualifiers: [] }]),
      subjectKeyIdentifierExtension(keyIdSha1(parsePublicKeyInfo(publicKey))),
      subjectAltNameExtension([
        { kind: 'dns', value: host },
        { kind: 'dns', value: `www.${host}` }
      ])
    ]
  })
}

const issue = (i: number): Uint8Array => {
  const bytes = tbs(i)
  return assembleSigned(bytes, 'ecdsa-sha256', sign('sha256', bytes, issuer.privateKey))
}

const go = goFigures()
const sample = issue(0)
const message = tbs(1)
const bareSign = rate(() => sign('sha256', message, issuer.privateKey))
const built = rate(issue)
row('bare crypto.sign, P-256', whole(bareSign), '1.00')
row('build and sign a certificate', whole(built), (built / bareSign).toFixed(2))
row('build alone', whole(rate(tbs)))
const goBuild = go.get('create')
if (goBuild !== undefined) row('  Go x509.CreateCertificate', whole(goBuild), `ours ${(built / goBuild).toFixed(1)} x`)
const peers = await makePeers(issuer, subjects[0]!)
row('  @peculiar/x509', whole(await rateAsync(peers.peculiarIssue)))
row('  pkijs', whole(await rateAsync(peers.pkijsIssue)))

const parsed = rate(() => parseCertificate(sample))
row('parse a certificate', whole(parsed))
const readAll = rate(() => {
  const c = parseCertificate(sample)
  void [c.serial, c.issuer.key, c.subject.key, c.publicKey.facts, c.signatureAlgorithm, c.signature]
  return c.extensions.map(decodeExtension)
})
row('  and read every field and extension', whole(readAll))
const goParse = go.get('parse')
if (goParse !== undefined)
  row(
    '  Go x509.ParseCertificate',
    whole(goParse),
    `ours ${(parsed / goParse).toFixed(1)} x, all fields ${(readAll / goParse).toFixed(1)} x`
  )
const nodeParse = rate(() => new X509Certificate(sample))
row('  node:crypto X509Certificate', whole(nodeParse), `ours ${(parsed / nodeParse).toFixed(1)} x`)
const pkijsParse = rate(() => pkijs.Certificate.fromBER(sample))
row('  pkijs', whole(pkijsParse), `ours ${(parsed / pkijsParse).toFixed(0)} x`)
const peculiarParse = rate(() => new peculiar.X509Certificate(sample))
row('  @peculiar/x509', whole(peculiarParse), `ours ${(parsed / peculiarParse).toFixed(0)} x`)

const info = buildCsrInfo({
  subject: nameFromText('O=Example,CN=host-1.servers.example.com').der,
  publicKey: spkiOf(issuer.publicKey),
  extensions: [subjectAltNameExtension([{ kind: 'dns', value: 'host-1.servers.example.com' }])]
})
const csr = assembleSigned(info, 'ecdsa-sha256', sign('sha256', info, issuer.privateKey))
const signature = sign('sha256', info, issuer.privateKey)
const bareVerify = rate(() => verify('sha256', info, issuer.publicKey, signature))
const spki = Buffer.from(spkiOf(issuer.publicKey))
const importAndVerify = rate(() =>
  verify('sha256', info, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
)
const csrRate = rate(() => {
  if (!verifyCsr(parseCsr(csr))) throw new Error('the request does not verify')
})
row('bare crypto.verify, P-256', whole(bareVerify), '1.00')
row('  with the import of the key', whole(importAndVerify), (importAndVerify / bareVerify).toFixed(2))
row('parse and verify a request', whole(csrRate), (csrRate / bareVerify).toFixed(2))
row('  parse alone', whole(rate(() => parseCsr(csr))))
row('  pkijs parse and verify', whole(await rateAsync(async () => pkijs.CertificationRequest.fromBER(csr).verify())))
row(
  '  @peculiar/x509 parse and verify',
  whole(await rateAsync(async () => new peculiar.Pkcs10CertificateRequest(Buffer.from(csr)).verify(webcrypto)))
)

for (const [label, figure, remark] of crlRows()) row(label, figure, remark)

printTable(rows)

function crlRows(): (readonly [string, string, string])[] {
  const output = execFileSync(process.execPath, [new URL('./codec-crl.ts', import.meta.url).pathname], {
    encoding: 'utf8'
  })
  return JSON.parse(output) as (readonly [string, string, string])[]
}
