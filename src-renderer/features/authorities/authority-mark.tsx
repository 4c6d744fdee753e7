import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** The state of an authority; one whose certificate ran out is not shown as active, whatever its key could do. */
export function AuthorityMark(props: { readonly of: Pick<AuthorityRow, 'state' | 'notAfter'> }): ReactElement {
  const { t } = useTranslation('authorities')
  const { state, notAfter } = props.of
  return certificateRanOut(props.of, Date.now()) && notAfter !== null ? (
    <StateChip kind="certificate" state="expired" label={t('ranOut')} />
  ) : (
    <StateChip kind="authority" state={state} />
  )
}

/** @returns whether an authority that could sign has a certificate past its end */
export function certificateRanOut({ state, notAfter }: Pick<AuthorityRow, 'state' | 'notAfter'>, now: number): boolean {
  return (state === 'active' || state === 'key-offline') && notAfter !== null && notAfter < now
}
