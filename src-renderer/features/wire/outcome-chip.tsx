import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireOutcome, WireStep } from '../../../src-shared/model/wire.ts'
import { assertNever } from '../../../src-shared/assert-never.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** What an exchange came to: an answer that went out, which says nothing of what a check found. */
export function OutcomeChip({ outcome }: { readonly outcome: WireOutcome | 'not-performed' }): ReactElement {
  const { t } = useTranslation('wire')
  const label = t(`outcome.${outcome}`)
  switch (outcome) {
    case 'answered':
      return <StateChip kind="outcome" state="ok" label={label} />
    case 'refused':
    case 'failed':
      return <StateChip kind="check" state="failed" label={label} />
    case 'waiting':
      return <StateChip kind="request" state="pending-approval" label={label} />
    case 'not-performed':
      return <StateChip kind="check" state="not-performed" label={label} />
    default:
      return assertNever(outcome)
  }
}

/** Whether a layer could be read and verified. */
export function StepChip({ outcome }: { readonly outcome: WireStep['outcome'] }): ReactElement {
  const { t } = useTranslation('wire')
  return <StateChip kind="check" state={outcome === 'ok' ? 'verified' : outcome} label={t(`state.${outcome}`)} />
}
