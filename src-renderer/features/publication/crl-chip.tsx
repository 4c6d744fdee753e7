import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import type { StateKind } from '../../ui/display/state-look.ts'
import { crlRowState, type CrlRowState } from './crl-state.ts'

/** Looks that mean the same elsewhere: what waits is blue, what is past is grey. */
const looks: Readonly<Record<CrlRowState, readonly [StateKind, string]>> = {
  current: ['crl', 'current'],
  overdue: ['crl', 'overdue'],
  'not-begun': ['crl', 'not-begun'],
  stale: ['crl', 'due-soon'],
  waiting: ['request', 'submitted'],
  replaced: ['certificate', 'expired'],
  withdrawn: ['certificate', 'expired']
}

/** How one CRL stands: out, replaced, waits for its day. */
export function CrlChip(props: { readonly row: CrlRow }): ReactElement {
  const { t } = useTranslation('publication')
  const state = crlRowState(props.row, Date.now())
  const [kind, look] = looks[state]
  return <StateChip kind={kind} state={look} label={t(`stateOf.${state}`)} />
}
