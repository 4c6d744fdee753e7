import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublishRun, PublishTarget } from '../../../src-shared/api/publishing.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** How a target stands: green only after a run that wrote everything. */
export function TargetState({ target }: { readonly target: PublishTarget }): ReactElement {
  const { t } = useTranslation('publishing')
  if (target.state === 'disabled') return <StateChip kind="service" state="disabled" />
  if (target.running) return <StateChip kind="request" state="submitted" label={t('running')} />
  if (target.failures > 0) return <StateChip kind="check" state="failed" label={t('failing')} />
  if (target.lastSuccessAt === null) return <StateChip kind="check" state="not-performed" label={t('never')} />
  if (target.lastError !== null) return <StateChip kind="severity" state="warning" label={t('incomplete')} />
  return <StateChip kind="service" state="enabled" />
}

/** How a run ended. */
export function RunState({ run }: { readonly run: PublishRun }): ReactElement {
  const { t } = useTranslation('publishing')
  if (run.outcome === 'failed') return <StateChip kind="outcome" state="failed" />
  if (run.outcome === 'incomplete') return <StateChip kind="severity" state="warning" label={t('incomplete')} />
  return <StateChip kind="outcome" state="ok" />
}
