import type { ChartId } from '../../../src-shared/api/dashboard.ts'
import { keyAlgorithms, type KeyAlgorithm } from '../../../src-shared/model/algorithm.ts'
import type { KindFigure } from '../../store/tallies-kinds.ts'
import { subTypes, termSteps } from './shape.ts'
import { validationLevels, type RevisionMeaning } from './types.ts'

/** The mark of certificates that name no organization. */
export const noOrganization = '-'
/** Marks of signers: one of our authorities, an outside issuer by name, or the certificate itself. */
export const signerMarks = { authority: 'authority:', issuer: 'issuer:', self: 'self' } as const

/** A chart that adds up kinds of certificates. */
export interface KindChart {
  readonly facet: 0 | 1
  /** `inForce`: neither revoked nor ended. */
  readonly counts: 'inForce' | 'all'
  /** @returns the mark that the kind belongs to; null where the chart does not speak of it */
  readonly markOf: (kind: KindFigure, meaning: RevisionMeaning | undefined) => string | null
  /** Marks that stand in this order; all others stand by size. */
  readonly order?: readonly string[]
  readonly weak?: (mark: string) => boolean
}

const managedTls = (kind: KindFigure, meaning: RevisionMeaning | undefined): boolean =>
  kind.class === 'end-entity' && meaning?.type === 'tls'

type KindChartId = Extract<
  ChartId,
  | 'sub-types'
  | 'validation-levels'
  | 'profiles'
  | 'signers'
  | 'terms'
  | 'organizations'
  | 'key-strengths'
  | 'signature-algorithms'
  | 'public-key-algorithms'
>

/** What each chart counts, by SCM-019 … SCM-028. */
export const kindCharts: Readonly<Record<KindChartId, KindChart>> = {
  'sub-types': {
    facet: 0,
    counts: 'inForce',
    markOf: (kind, meaning) => (managedTls(kind, meaning) ? kind.subType : null),
    order: subTypes
  },
  'validation-levels': {
    facet: 0,
    counts: 'inForce',
    markOf: (kind, meaning) => (managedTls(kind, meaning) && meaning !== undefined ? meaning.level : null),
    order: validationLevels
  },
  profiles: {
    facet: 0,
    counts: 'inForce',
    markOf: (kind, meaning) => (kind.class === 'end-entity' && meaning !== undefined ? String(meaning.profileId) : null)
  },
  signers: {
    facet: 0,
    counts: 'inForce',
    markOf: (kind) => {
      if (kind.class !== 'end-entity' && kind.class !== 'imported') return null
      if (kind.authorityId !== 0) return `${signerMarks.authority}${kind.authorityId}`
      return kind.signer === '=' ? signerMarks.self : `${signerMarks.issuer}${kind.signer}`
    }
  },
  terms: {
    facet: 0,
    counts: 'all',
    markOf: (kind) => (kind.class === 'end-entity' ? String(kind.term) : null),
    order: [...termSteps, 0].map(String)
  },
  organizations: {
    facet: 1,
    counts: 'all',
    markOf: (kind) => (kind.class === 'end-entity' ? kind.organization || noOrganization : null)
  },
  'key-strengths': {
    facet: 0,
    counts: 'inForce',
    markOf: (kind) => kind.keyAlgorithm,
    weak: isWeakKey
  },
  'signature-algorithms': {
    facet: 0,
    counts: 'inForce',
    markOf: (kind) => kind.signatureAlgorithm,
    weak: isWeakSignature
  },
  'public-key-algorithms': {
    facet: 0,
    counts: 'inForce',
    markOf: (kind) => familyOf(kind.keyAlgorithm)
  }
}

export function isKindChart(id: ChartId): id is KindChartId {
  return Object.hasOwn(kindCharts, id)
}

const known: Readonly<Record<string, KeyAlgorithm | undefined>> = keyAlgorithms
const families = { rsa: 'RSA', ec: 'EC', ed25519: 'Ed25519', 'ml-dsa': 'ML-DSA' } as const

/** @returns RSA, DSA, EC …: what a key is, without its size */
export function familyOf(algorithm: string): string {
  const row = known[algorithm]
  if (row !== undefined) return families[row.kind]
  if (/^(?:P-\d+|secp|brainpool)/i.test(algorithm)) return 'EC'
  return /^(RSA|DSA|ML-DSA)-/.exec(algorithm)?.[1] ?? algorithm
}

/** @returns bits of a key, as its algorithm names them; null where it names none */
export function keySizeOf(algorithm: string): number | null {
  const row = known[algorithm]
  if (row !== undefined) return row.kind === 'ml-dsa' ? null : row.bits
  const digits = /(?:^|[^\d])(\d{3,5})(?!\d)/.exec(algorithm)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** NIST SP 800-131A: RSA and DSA below 2048 bits and curves below 224 are not to be used. */
export function isWeakKey(algorithm: string): boolean {
  const family = familyOf(algorithm)
  const size = keySizeOf(algorithm)
  if (size === null) return family === 'DSA'
  return family === 'RSA' || family === 'DSA' ? size < 2048 : family === 'EC' && size < 224
}

/** NIST SP 800-131A: signatures over MD5 and SHA-1 are to be replaced. The OIDs are those that Chancery has no name for. */
export function isWeakSignature(algorithm: string): boolean {
  return (
    /md[245]|sha-?1(?!\d)/i.test(algorithm) ||
    ['1.2.840.113549.1.1.2', '1.2.840.113549.1.1.4', '1.2.840.10040.4.3', '1.2.840.10045.4.1'].includes(algorithm)
  )
}
