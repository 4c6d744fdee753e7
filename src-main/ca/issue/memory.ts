import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { CrlRun } from '../crl/run.ts'
import type { ChangeSearch } from '../crl/waiting-revocation.ts'
import { newOcspMemory, type OcspMemory } from '../ocsp/memory.ts'
import type { CompiledProfile } from '../profile/compile.ts'
import type { StaticExtensions } from '../profile/static-extensions.ts'
import type { Issuer } from './issuer-type.ts'
import { newScepMemory, type ScepMemory } from '../scep/memory.ts'
import { newCmpMemory, type CmpMemory } from '../cmp/memory.ts'
import { newEstMemory, type EstMemory } from '../est/memory.ts'
import { newWireMemory, type WireMemory } from '../wire/memory.ts'
import { newProtectedFiles, type ProtectedFiles } from '../protected-files.ts'
import { newTsaMemory, type TsaMemory } from '../time-stamps/memory.ts'
import type { IssuanceOutcome } from './request.ts'

/** A request under way, so that its repetition waits for the same answer. */
export interface Underway {
  readonly spkiSha256: string
  readonly outcome: Promise<IssuanceOutcome>
}

/** What the door keeps between requests. Everything here can be thrown away at any moment. */
export interface DoorMemory {
  /** By authority id; used only while the row that it was made from is the stored one. */
  readonly issuers: Map<number, Issuer>
  /** Signatures for lint, by kind of key and algorithm; they stand in no certificate that leaves the process. */
  readonly throwaways: Map<string, Promise<Uint8Array>>
  /** Public keys that stand in for one that is not chosen yet; nobody has their private keys. */
  readonly standIns: Map<KeyAlgorithmId, Uint8Array>
  /** By revision id; revisions never change. */
  readonly profiles: Map<number, CompiledProfile>
  /** Extensions of a profile under an authority, as long as both and the base address are the same. */
  readonly extensions: WeakMap<
    CompiledProfile,
    { readonly issuer: Issuer; readonly base: string | null; readonly value: StaticExtensions }
  >
  /** By transaction id, and by `request:<id>` for requests that are resumed. */
  readonly underway: Map<string, Underway>
  /** CRLs being made, by authority id. */
  readonly crlRuns: Map<number, CrlRun>
  /** By authority. */
  readonly crlChanges: Map<number, ChangeSearch>
  readonly ocsp: OcspMemory
  readonly tsa: TsaMemory
  readonly cmp: CmpMemory
  readonly scep: ScepMemory
  readonly est: EstMemory
  readonly wire: WireMemory
  readonly files: ProtectedFiles
}

/** @returns an empty memory. */
export function newDoorMemory(): DoorMemory {
  return {
    issuers: new Map(),
    throwaways: new Map(),
    standIns: new Map(),
    profiles: new Map(),
    extensions: new WeakMap(),
    underway: new Map(),
    crlRuns: new Map(),
    crlChanges: new Map(),
    ocsp: newOcspMemory(),
    tsa: newTsaMemory(),
    cmp: newCmpMemory(),
    scep: newScepMemory(),
    est: newEstMemory(),
    wire: newWireMemory(),
    files: newProtectedFiles()
  }
}

/** Revisions kept ready; far more than are in use at once. */
const MAX_PROFILES = 500

/** Keeps a compiled profile, letting the oldest go. */
export function rememberProfile(memory: DoorMemory, revisionId: number, profile: CompiledProfile): void {
  if (memory.profiles.size >= MAX_PROFILES) {
    const oldest = memory.profiles.keys().next()
    if (oldest.done !== true) memory.profiles.delete(oldest.value)
  }
  memory.profiles.set(revisionId, profile)
}
