import { z } from 'zod'
import type { Input } from '../../../../src-shared/api/index.ts'
import {
  authoritySettings,
  newAuthoritySettings,
  settingsOfNewAuthority
} from '../../../../src-shared/model/authority.ts'
import { durationText } from '../../../../src-shared/model/duration.ts'
import { generalSubtree, policyInformation } from '../../../../src-shared/model/profile.ts'
import { objectName } from '../../../../src-shared/model/scalars.ts'
import { rowProblems, subjectText } from './subject-rows.ts'

const subject = z
  .array(z.object({ type: z.string().min(1).max(200), value: z.string().max(2000) }))
  .max(100)
  .superRefine((rows, context) => {
    for (const [index, message] of rowProblems(rows)) {
      context.addIssue({ code: 'custom', path: [index, 'value'], message })
    }
    if (subjectText(rows) === '') {
      context.addIssue({
        code: 'custom',
        path: [0, 'value'],
        message: 'An authority needs a name. Fill in at least one line.'
      })
    }
  })

/** What the wizard asks for. */
export const createValues = z
  .object({
    kind: z.enum(['root', 'under', 'csr', 'import']),
    /** Row id of the authority that signs, as text. */
    issuer: z.string(),
    name: objectName,
    subject,
    /** Where the key lies: sealed in the vault, or on a token. */
    place: z.enum(['vault', 'token']),
    /** Address of the token. */
    token: z.string(),
    /** Label of the key on the token; empty for the name of the authority. */
    keyLabel: z.string().max(100),
    key: z.string(),
    signatureAlgorithm: z.string().nullable(),
    validity: durationText,
    pathLength: z.number().int().min(0).max(100).nullable(),
    policies: z.array(policyInformation).max(20),
    permittedNames: z.array(generalSubtree).max(200),
    excludedNames: z.array(generalSubtree).max(200),
    settings: authoritySettings,
    /** Row id of the CRL profile that it follows, as text; empty for CRL settings of its own. */
    crlProfile: z.string()
  })
  .refine(({ place, token }) => place === 'vault' || token !== '', { path: ['token'] })
export type CreateValues = z.output<typeof createValues>

/** Life, path length and CRL times that suit a kind of authority. */
export function usualFor(kind: CreateValues['kind']): Pick<CreateValues, 'validity' | 'pathLength' | 'settings'> {
  const root = kind === 'root'
  return {
    validity: root ? '20y' : '5y',
    pathLength: root ? null : 0,
    settings: settingsOfNewAuthority(newAuthoritySettings.parse({}), root ? 'root' : 'subordinate')
  }
}

/** A key that is on a token already, or is to be made on it. */
export interface TokenKeyWanted {
  readonly token: string
  readonly keyLabel: string
}

/**
 * What stands in the fields at first.
 * @param issuer row id of the authority under which it is to be made; `onToken` the key to begin with
 */
export function startValues(
  issuer: string,
  organization: string,
  onToken: TokenKeyWanted | null = null
): z.input<typeof createValues> {
  return {
    kind: issuer === '' ? 'root' : 'under',
    issuer,
    name: '',
    subject: [
      { type: 'CN', value: '' },
      { type: 'O', value: organization },
      { type: 'C', value: '' }
    ],
    place: onToken === null ? 'vault' : 'token',
    token: onToken?.token ?? '',
    keyLabel: onToken?.keyLabel ?? '',
    key: 'P-384',
    signatureAlgorithm: null,
    policies: [],
    permittedNames: [],
    excludedNames: [],
    crlProfile: '',
    ...usualFor(issuer === '' ? 'root' : 'under')
  }
}

/** @returns what the engine is asked for */
export function createInput(values: CreateValues): Input<'authority.create'> {
  const { kind, issuer, subject: rows, place, token, keyLabel, ...named } = values
  const { signatureAlgorithm, policies, permittedNames, excludedNames, crlProfile, ...rest } = named
  return {
    ...rest,
    ...(place === 'token' ? { token, ...(keyLabel === '' ? {} : { keyLabel }) } : {}),
    subject: subjectText(rows),
    csrOnly: kind === 'csr',
    ...(kind === 'under' ? { issuer: Number(issuer) } : {}),
    ...(signatureAlgorithm === null ? {} : { signatureAlgorithm }),
    ...(policies.length === 0 ? {} : { policies }),
    ...(permittedNames.length === 0 ? {} : { permittedNames }),
    ...(excludedNames.length === 0 ? {} : { excludedNames }),
    ...(crlProfile === '' ? {} : { crlProfile: Number(crlProfile) })
  }
}

/** Fields of each step: they must be right before the next one opens. */
export const stepFields = {
  kind: ['kind', 'issuer'],
  subject: ['name', 'subject'],
  key: ['place', 'token', 'keyLabel', 'key', 'signatureAlgorithm'],
  validity: ['validity', 'pathLength'],
  advanced: ['policies', 'permittedNames', 'excludedNames'],
  publication: ['settings', 'crlProfile'],
  review: []
} as const satisfies Readonly<Record<string, readonly (keyof CreateValues)[]>>
export type StepId = keyof typeof stepFields
