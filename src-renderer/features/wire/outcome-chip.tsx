import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireOutcome, WireStep } from '../../../src-shared/model/wire.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

const checks = {
  answered: 'verified',
  waiting: 'not-performed',
  refused: 'failed',
  failed: 'failed',
  'not-performed': 'not-performed'
} as const

/** What an exchange came to. */
export function OutcomeChip({ outcome }: { readonly outcome: WireOutcome | 'not-performed' }): ReactElement {
  const { t } = useTranslation('wire')
  return <StateChip kind="check" state={checks[outcome]} label={t(`outcome.${outcome}`)} />
}

/** Whether a layer could be read and verified. */
export function StepChip({ outcome }: { readonly outcome: WireStep['outcome'] }): ReactElement {
  const { t } = useTranslation('wire')
  return <StateChip kind="check" state={outcome === 'ok' ? 'verified' : outcome} label={t(`state.${outcome}`)} />
}
