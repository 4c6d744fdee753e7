import { createHash, createPrivateKey, sign as signWith, constants } from 'node:crypto'
import type { SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { transcriptStart, type TranscriptEntry } from '../../src-shared/model/transcript.ts'
import type { ArchiveSigner, CeremonyArchiveInput } from '../reports/ceremony-archive/input.ts'
import { readPem } from '../pki/pem.ts'
import { canonicalJson } from '../store/canonical-json.ts'
import type { OpensslFolder } from './openssl.ts'

/** Moment at which the sample ceremony begins: tomorrow, so that certificates that OpenSSL makes now are valid then. */
export const sampleStart = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000

const keyOptions = {
  rsa: ['rsa:2048'],
  'rsa-pss': ['rsa:2048'],
  'p-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'p-384': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  'p-521': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  ed25519: ['ed25519']
} as const satisfies Record<string, readonly string[]>
export type SampleKey = keyof typeof keyOptions
export const sampleKeys = Object.keys(keyOptions) as readonly SampleKey[]

const algorithms: Readonly<Record<SampleKey, { readonly id: SignatureAlgorithmId; readonly hash: string | null }>> = {
  rsa: { id: 'rsa-pkcs1-sha256', hash: 'sha256' },
  'rsa-pss': { id: 'rsa-pss-sha256', hash: 'sha256' },
  'p-256': { id: 'ecdsa-sha256', hash: 'sha256' },
  'p-384': { id: 'ecdsa-sha384', hash: 'sha384' },
  'p-521': { id: 'ecdsa-sha512', hash: 'sha512' },
  ed25519: { id: 'ed25519', hash: null }
}

/** @returns somebody with a key and a certificate that OpenSSL made, in files `<name>.key` and `<name>.pem` of the folder */
export function sampleSigner(folder: OpensslFolder, name: string, kind: SampleKey, role = 'witness'): ArchiveSigner {
  const days = ['-days', '7300', '-subj', `/O=Example/CN=${name}`]
  folder.run(
    'req',
    '-x509',
    '-newkey',
    ...keyOptions[kind],
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    ...days
  )
  const key = createPrivateKey(Buffer.from(folder.read(`${name}.key`)))
  const { id, hash } = algorithms[kind]
  const pss = kind === 'rsa-pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
  return {
    role,
    person: name,
    certificate: readPem(folder.read(`${name}.pem`))[0]?.bytes ?? new Uint8Array(),
    algorithm: id,
    makeSignature: (data) => Promise.resolve(new Uint8Array(signWith(hash, data, { key, ...pss })))
  }
}

export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Links drafts into a transcript. */
export function linked(drafts: readonly Omit<TranscriptEntry, 'seq' | 'previous' | 'hash'>[]): TranscriptEntry[] {
  let previous = transcriptStart
  return drafts.map((draft, at) => {
    const entry = { ...draft, seq: at + 1, previous }
    const hash = sha256Hex(canonicalJson(entry))
    previous = hash
    return { ...entry, hash }
  })
}

/** @returns a small ceremony: a root, its first CRL, a photograph, two witnesses */
export function sampleCeremony(
  signers: readonly ArchiveSigner[],
  change: Partial<CeremonyArchiveInput> = {}
): CeremonyArchiveInput {
  const root = signers[0]?.certificate ?? new Uint8Array()
  const photograph = new Uint8Array(Buffer.from('a photograph of the bag'))
  const attachments = [
    { name: '0003-root.cer', bytes: root },
    { name: '0004-bag (1).jpg', bytes: photograph }
  ]
  const script = new Uint8Array(Buffer.from('title: Root of Example\nsteps: []\n'))
  const by = [
    { role: 'administrator', person: 'Ada Müller' },
    { role: 'witness', person: 'Božena Þórsdóttir 李' }
  ]
  const attachment = (at: 0 | 1): TranscriptEntry['attachments'] => {
    const { name = '', bytes = new Uint8Array() } = attachments[at] ?? {}
    return [{ name, sha256: sha256Hex(bytes), bytes: bytes.length }]
  }
  const at = (minutes: number): number => sampleStart + minutes * 60_000
  const transcript = linked([
    {
      at: at(0),
      kind: 'opened',
      step: null,
      by,
      detail: { place: 'Vault room 2', script: sha256Hex(script) },
      attachments: []
    },
    { at: at(4), kind: 'step-began', step: 'make-root', by, detail: {}, attachments: [] },
    {
      at: at(6),
      kind: 'step-done',
      step: 'make-root',
      by,
      detail: { certificate: sha256Hex(root), key: 'P-256', count: 1 },
      attachments: attachment(0)
    },
    { at: at(9), kind: 'attached', step: 'make-root', by: [], detail: { what: 'bag' }, attachments: attachment(1) },
    { at: at(10), kind: 'witnessed', step: 'make-root', by, detail: { words: 'as read' }, attachments: [] },
    { at: at(12), kind: 'closed', step: null, by, detail: {}, attachments: [] }
  ])
  return {
    mode: 'real',
    title: 'Root of Example',
    script,
    transcript,
    attachments,
    certificates: [{ name: '0003-root.cer', bytes: root }],
    crls: [{ name: 'root.crl', bytes: new Uint8Array(Buffer.from('a list')) }],
    requests: [{ name: 'sub.csr', bytes: new Uint8Array(Buffer.from('a request')) }],
    lint: [{ name: 'root-lint.json', bytes: new Uint8Array(Buffer.from('[]')) }],
    signers,
    stamp: null,
    at: at(15),
    ...change
  }
}
