/**
 * The hot codecs beside their peers, in turns: build and sign, parse, request parse and verify, a CRL of a million
 * entries (in a process of its own, for its memory). A part of `npm run bench`; by itself `node bench/codec.ts [rounds]`.
 * Rates are per CPU second; figures drift between machines and hours, the ratios are the result.
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
import { makePeers } from './codec-peers.ts'
import { startGo } from './peer-go.ts'
import { inTurns, laterWorker, median, ratioOf, worker } from './rate.ts'
import { perSecond, row, tell, type Row } from './report.ts'

/** Rounds that are kept, and the length of each. */
const rounds = Number(process.argv[2] ?? 5)
const slice = 250

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

/** A row for each peer; the goal stands with the one that it speaks of. */
function against<Name extends string>(
  what: string,
  results: Readonly<Record<Name, readonly number[]>>,
  ours: Name,
  peers: readonly { readonly name: Name; readonly label: string; readonly goal?: number }[]
): Row[] {
  return peers.map(({ name, label, goal }, at) => {
    const ratio = ratioOf(results[ours], results[name])
    return row(at === 0 ? what : '', at === 0 && what !== '' ? perSecond(median(results[ours])) : '', {
      peer: `${label} ${perSecond(median(results[name]))}`,
      ratio: ratio.toFixed(2),
      ...(goal === undefined ? {} : { goal: `>= ${goal}`, met: ratio >= goal })
    })
  })
}

const go = await startGo()
const goLabel = `Go crypto/x509 (${go?.version ?? ''})`
if (go === null) tell([row('Go is not installed: its figures are missing (Debian: golang-go)', '')])
const peers = await makePeers(issuer, subjects[0]!)
const sample = issue(0)
const message = tbs(1)

// Libraries that leave much to collect come last, in turns of their own: their garbage is not to be paid by others.
const building = await inTurns(
  { ours: worker(issue), sign: worker(() => sign('sha256', message, issuer.privateKey)), go: go?.create ?? nobody() },
  rounds,
  slice
)
const buildingBesideLibraries = await inTurns(
  {
    ours: worker(issue),
    peculiar: laterWorker((i) => peers.peculiarIssue(i)),
    pkijs: laterWorker((i) => peers.pkijsIssue(i))
  },
  rounds,
  slice
)
tell([
  ...against('build and sign a certificate, P-256', building, 'ours', [
    // 25,000/s where a bare signature does 58,000.
    { name: 'sign', label: 'bare crypto.sign', goal: 0.43 },
    ...(go === null ? [] : [{ name: 'go', label: goLabel, goal: 2 } as const])
  ]),
  ...against('', buildingBesideLibraries, 'ours', [
    { name: 'peculiar', label: '@peculiar/x509' },
    { name: 'pkijs', label: 'pkijs' }
  ])
])

const parse = worker(() => parseCertificate(sample))
const parsing = await inTurns(
  {
    ours: parse,
    all: worker(() => {
      const c = parseCertificate(sample)
      void [c.serial, c.issuer.key, c.subject.key, c.publicKey.facts, c.signatureAlgorithm, c.signature]
      return c.extensions.map(decodeExtension)
    }),
    go: go?.parse ?? nobody(),
    node: worker(() => new X509Certificate(sample))
  },
  rounds,
  slice
)
const parsingBesideLibraries = await inTurns(
  {
    ours: parse,
    peculiar: worker(() => new peculiar.X509Certificate(sample)),
    pkijs: worker(() => pkijs.Certificate.fromBER(sample))
  },
  rounds,
  slice
)
tell([
  ...against('parse a certificate', parsing, 'ours', [
    ...(go === null ? [] : [{ name: 'go', label: goLabel, goal: 2 } as const]),
    { name: 'node', label: 'node X509Certificate' }
  ]),
  ...against('', parsingBesideLibraries, 'ours', [
    { name: 'peculiar', label: '@peculiar/x509' },
    { name: 'pkijs', label: 'pkijs' }
  ]),
  ...against('  and read every field and extension', parsing, 'all', [
    go === null ? { name: 'node', label: 'node X509Certificate' } : { name: 'go', label: goLabel }
  ])
])
go?.close()

const info = buildCsrInfo({
  subject: nameFromText('O=Example,CN=host-1.servers.example.com').der,
  publicKey: spkiOf(issuer.publicKey),
  extensions: [subjectAltNameExtension([{ kind: 'dns', value: 'host-1.servers.example.com' }])]
})
const signature = sign('sha256', info, issuer.privateKey)
const csr = assembleSigned(info, 'ecdsa-sha256', signature)
const spki = Buffer.from(spkiOf(issuer.publicKey))
const verifying = await inTurns(
  {
    ours: worker(() => {
      if (!verifyCsr(parseCsr(csr))) throw new Error('the request does not verify')
    }),
    verify: worker(() => verify('sha256', info, issuer.publicKey, signature)),
    imported: worker(() =>
      verify('sha256', info, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
    ),
    pkijs: laterWorker(async () => pkijs.CertificationRequest.fromBER(csr).verify()),
    peculiar: laterWorker(async () => new peculiar.Pkcs10CertificateRequest(Buffer.from(csr)).verify(webcrypto))
  },
  rounds,
  slice
)
tell(
  against('parse and verify a request, P-256', verifying, 'ours', [
    { name: 'verify', label: 'bare crypto.verify', goal: 0.5 },
    { name: 'imported', label: 'verify and import of the key' },
    { name: 'pkijs', label: 'pkijs' },
    { name: 'peculiar', label: '@peculiar/x509' }
  ])
)

tell(crlRows())

function nobody(): { readonly measure: () => Promise<number> } {
  return { measure: async () => Number.NaN }
}

/** The CRL is made in a process of its own, for its memory. */
function crlRows(): Row[] {
  const output = execFileSync(process.execPath, [new URL('./codec-crl.ts', import.meta.url).pathname], {
    encoding: 'utf8'
  })
  const parsed = JSON.parse(output) as (readonly [string, string, string])[]
  return parsed.map(([what, ours, remark]) => row(what, ours, { peer: remark }))
}
