import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClaimLinkView } from '../../../src-shared/api/claims.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** Which of the known looks fits. */
const looks = {
  sent: 'pending',
  opened: 'pending',
  claimed: 'bound',
  enrolled: 'bound',
  expired: 'expired',
  withdrawn: 'revoked'
} as const

/** How far a link is. */
export function LinkState({ link }: { readonly link: ClaimLinkView }): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const waits = link.waiting && (link.state === 'sent' || link.state === 'opened')
  return <StateChip kind="eab" state={looks[link.state]} label={t(`is.${waits ? 'waiting' : link.state}`)} />
}
