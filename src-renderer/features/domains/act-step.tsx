import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardStep } from '../../ui/form/wizard.tsx'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import type { Made, Started } from './new-page.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { TokenPanel } from './token-panel.tsx'
import type { WizardMethod } from './wizard-form.ts'

/** @returns the third step of the wizard: what is to be done for the kind of proof that was chosen */
export function actStep(
  t: TFunction,
  method: WizardMethod,
  started: Started | null,
  onMade: (made: Made) => void
): WizardStep {
  if (method === 'operator')
    return {
      id: 'decide',
      label: t('wizard.act.decide'),
      lead: t('wizard.act.decideLead'),
      content: <DecisionFields />
    }
  if (method === 'token' || method === 'hand-over')
    return {
      id: 'token',
      label: t('wizard.act.token'),
      lead: t('wizard.act.tokenLead'),
      content: started?.kind === 'mailbox' ? <TokenPanel started={started} onMade={onMade} /> : null
    }
  return {
    id: 'publish',
    label: t('wizard.act.publish'),
    lead: t('wizard.act.publishLead'),
    content:
      started?.kind === 'domain' && started.domain.publish !== null ? (
        <PublishPanel
          domain={started.domain}
          publish={started.domain.publish}
          onResult={(result) => {
            if (result.domain.publish === null) onMade({ kind: 'domain', result })
          }}
        />
      ) : null
  }
}

function DecisionFields(): ReactElement {
  const { t } = useTranslation('domains')
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 560 }}>
      <TextInput
        name="basis"
        label={t('wizard.act.basis')}
        help={t('wizard.act.basisHelp')}
        lines={2}
        required
        autoFocus
      />
      <DateTimeInput name="until" label={t('wizard.act.until')} help={t('wizard.act.untilHelp')} />
    </Box>
  )
}
