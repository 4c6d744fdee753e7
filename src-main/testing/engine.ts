import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { EngineEvents, EventTopic } from '../../src-shared/events.ts'
import type { KeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { authoritySettings } from '../../src-shared/model/authority.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import { profileContent, type ProfileContent } from '../../src-shared/model/profile.ts'
import { defaultSettings, type Settings } from '../../src-shared/model/settings.ts'
import { generateKey, keepKey } from '../ca/authorities/new-key.ts'
import { caContext, type CaContext, type FaultPoint } from '../ca/context.ts'
import { issue } from '../ca/issue/issue.ts'
import type { EngineContent, IssuanceRequest } from '../ca/issue/request.ts'
import { askedFromCsr } from '../ca/profile/asked-from-csr.ts'
import { builtInProfile, type BuiltInKind } from '../ca/profile/built-in.ts'
import { contentDigest } from '../ca/profile/digest.ts'
import { starterContent } from '../ca/profile/starters.ts'
import { MasterKey } from '../keys/master-key.ts'
import { softwareVault } from '../keys/software.ts'
import { Vault } from '../keys/vault.ts'
import { assembleSigned } from '../pki/certificate-builder.ts'
import { buildCsrInfo } from '../pki/csr-builder.ts'
import { parseCsr } from '../pki/csr.ts'
import { subjectAltNameExtension } from '../pki/extensions/alternative-names.ts'
import type { Extension } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { addAuthorityCertificate, getAuthority, insertAuthority, updateAuthority } from '../store/authorities.ts'
import { close, open } from '../store/open.ts'
import { addProfileRevision, insertProfile } from '../store/profiles.ts'
import type { Store } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { settableClock, type SettableClock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import type { Random } from '../world/random.ts'

/** The operator in whose name tests act. */
export const alice: Actor = { operatorId: null, name: 'alice', channel: 'desk' }

/** What a test may set before it calls `make`. Every field has a working value. */
export interface EngineParts {
  /** A file, or `:memory:`. */
  path: string
  /** Time of day at the start. */
  now: number
  settings: Settings
  /** Key of both authorities. */
  keyAlgorithm: KeyAlgorithmId
  /** The profile that signs at once; a TLS server under the issuing authority. */
  auto: ProfileContent
  /** The profile that waits for one approver. */
  approved: ProfileContent
  /** Replaces fields of the issuing authority's own certificate: name constraints, path length … */
  issuingContent: Partial<ProfileContent>
  random: Random
  faultPoint: ((name: FaultPoint) => void | Promise<void>) | undefined
  /** Wraps the master key, for a test that opens the same file again. */
  vault: Vault
}

/** A working certificate authority: a root, an issuing authority below it, two profiles. */
export interface TestEngine {
  readonly ca: CaContext
  readonly store: Store
  readonly vault: Vault
  readonly clock: SettableClock
  readonly rootId: number
  readonly issuingId: number
  readonly autoId: number
  readonly approvedId: number
  /** Everything that was emitted, in order. */
  readonly events: { readonly topic: EventTopic; readonly payload: unknown }[]
  /** @returns a request of the auto profile with a fresh CSR for `www.example.test`; `change` replaces fields. */
  request(change?: Partial<IssuanceRequest>, csr?: Uint8Array): IssuanceRequest
  close(): Promise<void>
}

/** @returns parts that work as they are; change a field and call `makeEngine`. */
export function engineParts(): EngineParts {
  return {
    path: ':memory:',
    now: Date.UTC(2026, 10, 20, 12, 0, 0),
    settings: { ...defaultSettings, publicBaseAddress: 'http://pki.example.test' },
    keyAlgorithm: 'P-256',
    auto: { ...starterContent('tls-server'), approval: 'auto' },
    approved: { ...starterContent('tls-server'), approval: 'one' },
    issuingContent: {},
    random: countingRandom(),
    faultPoint: undefined,
    vault: openVault()
  }
}

/** @returns an open vault with a fresh master key; no passphrase, so no key derivation. */
export function openVault(): Vault {
  const vault = new Vault('test')
  vault.unlock(MasterKey.generate())
  return vault
}

/** Unlocks a vault with a master key that never was its own: nothing that it sealed before opens. */
export function unlockAnew(vault: Vault): void {
  vault.unlock(MasterKey.generate())
}

/** @returns bytes that differ at every draw and are the same in every run. */
export function countingRandom(seed = 'chancery'): Random {
  let drawn = 0
  return {
    bytes: (length) => {
      const blocks: Buffer[] = []
      for (let have = 0; have < length; have += 32)
        blocks.push(createHash('sha256').update(`${seed} ${drawn++}`).digest())
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length))
    }
  }
}

/** A log that keeps nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => 'log-id',
  with: () => silentLog
}

/** @returns a context over a store, without making anything in it. */
export function contextOver(
  store: Store,
  parts: Pick<EngineParts, 'settings' | 'random' | 'faultPoint' | 'vault'>,
  clock: SettableClock,
  events: TestEngine['events'] = []
): CaContext {
  return caContext({
    store,
    keys: softwareVault(parts.vault),
    secrets: {
      seal: (context, plaintext) => parts.vault.seal('secret', context, plaintext),
      open: (context, sealed) => parts.vault.open('secret', context, sealed)
    },
    clock,
    random: parts.random,
    log: silentLog,
    emit: <T extends EventTopic>(topic: T, payload: EngineEvents[T]) => void events.push({ topic, payload }),
    settings: () => parts.settings,
    ...(parts.faultPoint === undefined ? {} : { faultPoint: parts.faultPoint })
  })
}

/** Makes the engine: everything in it went through the door. */
export async function makeEngine(change: Partial<EngineParts> = {}): Promise<TestEngine> {
  const parts = { ...engineParts(), ...change }
  const store = open(parts.path)
  const clock = settableClock(parts.now)
  const events: TestEngine['events'] = []
  // Faults begin once the authorities stand.
  const making = contextOver(store, { ...parts, faultPoint: undefined }, clock)
  const rootId = await makeAuthority(making, {
    name: 'root',
    subject: 'CN=Test Root,O=Example',
    algorithm: parts.keyAlgorithm,
    issuerId: null,
    content: {}
  })
  const issuingId = await makeAuthority(making, {
    name: 'issuing',
    subject: 'CN=Test Issuing,O=Example',
    algorithm: parts.keyAlgorithm,
    issuerId: rootId,
    content: parts.issuingContent
  })
  const autoId = await makeProfile(making, 'auto', parts.auto, issuingId)
  const approvedId = await makeProfile(making, 'approved', parts.approved, issuingId)
  const ca = contextOver(store, parts, clock, events)
  return {
    ca,
    store,
    vault: parts.vault,
    clock,
    rootId,
    issuingId,
    autoId,
    approvedId,
    events,
    request: (fields = {}, csr = makeCsr()) => csrRequest({ profileId: autoId, ...fields }, csr),
    close: () => close(store)
  }
}

/** @returns an issuance request as the desk would make it of a CSR. */
export function csrRequest(change: Partial<IssuanceRequest>, der: Uint8Array): IssuanceRequest {
  const csr = parseCsr(der)
  return {
    publicKey: csr.publicKey.der,
    proofOfPossession: { kind: 'csr', der },
    asked: askedFromCsr(csr),
    actor: alice,
    requesterText: 'alice',
    requesterRoles: ['officer'],
    channel: 'desk',
    kind: 'new',
    ...change
  }
}

/** What an authority of a test is made of. */
export interface AuthorityParts {
  readonly name: string
  readonly subject: string
  readonly algorithm: KeyAlgorithmId
  /** null makes a root. */
  readonly issuerId: number | null
  readonly content: Partial<ProfileContent>
}

/** Makes an authority as its key, its draft and a walk through the door. @returns its id. */
export async function makeAuthority(ca: CaContext, parts: AuthorityParts): Promise<number> {
  const key = await generateKey(ca, parts.algorithm, { label: parts.name, purposes: ['certificate', 'crl', 'csr'] })
  const now = ca.clock.now()
  const subject = nameFromText(parts.subject)
  const id = await transaction(ca.store, (tx) => {
    keepKey(tx, key)
    return insertAuthority(tx, {
      name: parts.name,
      kind: parts.issuerId === null ? 'root' : 'subordinate',
      issuerId: parts.issuerId,
      externalIssuer: null,
      state: 'draft',
      subject: subject.text,
      subjectDer: subject.der,
      keyId: key.id,
      certificateId: null,
      csr: null,
      settings: authoritySettings.parse({}),
      origin: { key: 'generated', certificate: parts.issuerId === null ? 'self-signed' : 'issued-here', note: '' },
      createdAt: now,
      updatedAt: now
    })
  })
  const kind: BuiltInKind = parts.issuerId === null ? 'root-authority' : 'subordinate-authority'
  const engine: EngineContent = { content: parts.content, subject: subject.der, selfSigned: parts.issuerId === null }
  await issue(ca, {
    profileId: await builtInProfile(ca, kind),
    authorityId: parts.issuerId ?? id,
    publicKey: key.spki,
    proofOfPossession: { kind: 'key-held', keyId: key.id },
    asked: {},
    actor: alice,
    requesterText: 'alice',
    requesterRoles: [],
    channel: 'desk',
    kind: 'new',
    engine,
    link: (tx, certificateId) => {
      const row = getAuthority(tx, id)
      updateAuthority(tx, id, row?.version ?? 1, { certificateId, state: 'active', updatedAt: now })
      addAuthorityCertificate(tx, { authorityId: id, certificateId, since: now })
    }
  })
  return id
}

/** @returns the id of a new profile with one revision. */
export function makeProfile(
  ca: CaContext,
  name: string,
  content: ProfileContent,
  authorityId: number | null
): Promise<number> {
  const parsed = profileContent.parse(content)
  return transaction(ca.store, (tx) => {
    const createdAt = ca.clock.now()
    const profileId = insertProfile(tx, { name, state: 'enabled', authorityId, createdAt })
    addProfileRevision(
      tx,
      { profileId, content: parsed, digest: contentDigest(parsed), note: '', createdAt, createdBy: null },
      0
    )
    return profileId
  })
}

/** What a CSR of a test says. */
export interface CsrParts {
  readonly subject: string
  readonly names: readonly GeneralName[]
  readonly extensions: readonly Extension[]
  readonly key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
}

/** @returns a P-256 key pair outside the vault, as a subscriber has one. */
export function subscriberKey(): CsrParts['key'] {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** @returns a PKCS#10 request, DER, signed by its own key (ECDSA with SHA-256, or RSA with SHA-256). */
export function makeCsr(change: Partial<CsrParts> = {}): Uint8Array {
  const parts: CsrParts = {
    subject: 'CN=www.example.test',
    names: [{ kind: 'dns', value: 'www.example.test' }],
    extensions: [],
    key: change.key ?? subscriberKey(),
    ...change
  }
  const extensions = [...(parts.names.length > 0 ? [subjectAltNameExtension(parts.names)] : []), ...parts.extensions]
  const publicKey = new Uint8Array(parts.key.publicKey.export({ format: 'der', type: 'spki' }))
  const info = buildCsrInfo({ subject: nameFromText(parts.subject).der, publicKey, extensions })
  const rsa = parts.key.privateKey.asymmetricKeyType === 'rsa'
  return assembleSigned(
    info,
    rsa ? 'rsa-pkcs1-sha256' : 'ecdsa-sha256',
    new Uint8Array(sign('sha256', info, parts.key.privateKey))
  )
}
